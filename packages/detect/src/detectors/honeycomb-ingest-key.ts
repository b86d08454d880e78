// Honeycomb ingest key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const honeycombIngestKey: Detector = {
  id: 'honeycomb-ingest-key',
  title: 'Honeycomb ingest key',
  class: 'token',
  reference: 'https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys/',
  ...shaped({ shapes: ['hcaik_{lowernum:58}', 'hcxik_{lowernum:58}'] }),
  examples: {
    positive: [
      '{"honeycomb_api_key":"«hcaik_{lowernum:58}»","retries":3}',
      'Authorization: Bearer «hcxik_{lowernum:58}»',
      '{"env":[{"name":"HONEYCOMB_API_KEY","value":"«hcaik_{lowernum:58}»"}]}',
    ],
    negative: [
      'export HONEYCOMB_API_KEY=hcxik_{lowernum:57}',
      'honeycomb_api_key: hcaik_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xhcaik_{lowernum:58}',
    ],
  },
};
