// New Relic Insights query key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const newRelicQueryKey: Detector = {
  id: 'new-relic-query-key',
  title: 'New Relic Insights query key',
  class: 'token',
  reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ...shaped({ shapes: ['NRIQ-{base64url:32}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «NRIQ-{base64url:32}»',
      'export NEW_RELIC_QUERY_KEY=«NRIQ-{base64url:32}»',
      'level=error msg="call refused" new_relic_query_key=«NRIQ-{base64url:32}» status=401',
    ],
    negative: [
      'export NEW_RELIC_QUERY_KEY=NRIQ-{base64url:31}',
      'new_relic_query_key: NRIQ-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"new_relic_query_key":"NRIQ-{base64url:16}!{base64url:15}"}',
    ],
  },
};
