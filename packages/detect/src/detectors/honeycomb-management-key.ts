// Honeycomb management key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const honeycombManagementKey: Detector = {
  id: 'honeycomb-management-key',
  title: 'Honeycomb management key',
  class: 'token',
  reference: 'https://docs.honeycomb.io/api/authentication',
  ...shaped({ shapes: ['hc{lower:1}mk_{alnum:26}:{alnum:32}'] }),
  examples: {
    positive: [
      "HONEYCOMB_MANAGEMENT_KEY='«hc{lower:1}mk_{alnum:26}:{alnum:32}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «hc{lower:1}mk_{alnum:26}:{alnum:32}»',
      'export HONEYCOMB_MANAGEMENT_KEY=«hc{lower:1}mk_{alnum:26}:{alnum:32}»',
    ],
    negative: [
      'export HONEYCOMB_MANAGEMENT_KEY=hc{lower:1}mk_{alnum:26}:{alnum:31}',
      'honeycomb_management_key: hc{lower:1}mk_{alnum:26}:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"honeycomb_management_key":"hc{lower:1}mk_{alnum:26}:{alnum:16}!{alnum:15}"}',
    ],
  },
};
