// New Relic Insights insert key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const newRelicInsertKey: Detector = {
  id: 'new-relic-insert-key',
  title: 'New Relic Insights insert key',
  class: 'token',
  reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ...shaped({ shapes: ['NRII-{base64url:32}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «NRII-{base64url:32}»',
      '{"env":[{"name":"NEW_RELIC_INSERT_KEY","value":"«NRII-{base64url:32}»"}]}',
      'const newRelicInsertKey = "«NRII-{base64url:32}»";',
    ],
    negative: [
      'export NEW_RELIC_INSERT_KEY=NRII-{base64url:31}',
      'new_relic_insert_key: NRII-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xNRII-{base64url:32}',
    ],
  },
};
