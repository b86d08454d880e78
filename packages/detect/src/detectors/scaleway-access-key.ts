// Scaleway access key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const scalewayAccessKey: Detector = {
  id: 'scaleway-access-key',
  title: 'Scaleway access key',
  class: 'token',
  reference: 'https://www.scaleway.com/en/docs/iam/concepts/',
  ...shaped({ shapes: ['SCW{uppernum:17}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" scw_access_key=«SCW{uppernum:17}» status=401',
      "SCW_ACCESS_KEY='«SCW{uppernum:17}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «SCW{uppernum:17}»',
    ],
    negative: [
      'export SCW_ACCESS_KEY=SCW{uppernum:16}',
      'scw_access_key: SCWXXXXXXXXXXXXXXXXX',
      '{"scw_access_key":"SCW{uppernum:8}!{uppernum:8}"}',
    ],
  },
};
