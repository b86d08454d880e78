// Honeycomb ingest key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const honeycombIngestKey: Detector = {
  id: 'honeycomb-ingest-key',
  title: 'Honeycomb ingest key',
  class: 'token',
  reference: 'https://docs.honeycomb.io/api/authentication',
  ...shaped({ shapes: ['hc{lower:1}ik_{alnum:58}'] }),
  examples: {
    positive: [
      '{"honeycomb_api_key":"«hc{lower:1}ik_{alnum:58}»","retries":3}',
      'Authorization: Bearer «hc{lower:1}ik_{alnum:58}»',
      '{"env":[{"name":"HONEYCOMB_API_KEY","value":"«hc{lower:1}ik_{alnum:58}»"}]}',
    ],
    negative: [
      'export HONEYCOMB_API_KEY=hc{lower:1}ik_{alnum:57}',
      'honeycomb_api_key: hc{lower:1}ik_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xhc{lower:1}ik_{alnum:58}',
    ],
  },
};
