// New Relic user key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const newRelicUserKey: Detector = {
  id: 'new-relic-user-key',
  title: 'New Relic user key',
  class: 'token',
  reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ...shaped({ shapes: ['NRAK-{uppernum:27}'] }),
  examples: {
    positive: [
      "NEW_RELIC_API_KEY='«NRAK-{uppernum:27}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «NRAK-{uppernum:27}»',
      'export NEW_RELIC_API_KEY=«NRAK-{uppernum:27}»',
    ],
    negative: [
      'export NEW_RELIC_API_KEY=NRAK-{uppernum:26}',
      'new_relic_api_key: NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"new_relic_api_key":"NRAK-{uppernum:13}!{uppernum:13}"}',
    ],
  },
};
