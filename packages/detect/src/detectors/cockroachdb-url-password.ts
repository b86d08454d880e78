// Password in a CockroachDB URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const cockroachdbUrlPassword: Detector = {
  id: 'cockroachdb-url-password',
  title: 'Password in a CockroachDB URL',
  class: 'connection-string',
  reference: 'https://www.cockroachlabs.com/docs/stable/connection-parameters',
  ...urlPassword(['cockroachdb', 'cockroach']),
  examples: {
    positive: [
      'COCKROACH_URL=cockroachdb://app:«{alnum:16}»@db.internal:26257/defaultdb',
      '{"url":"cockroach://svc:«{alnum:11}!{digit:2}»@10.0.0.9:26257/defaultdb"}',
      'error: cannot reach cockroachdb://root:«{alnum:24}»@db-0.db.svc:26257/defaultdb',
    ],
    negative: [
      'COCKROACH_URL=cockroachdb://db.internal:26257/defaultdb',
      'COCKROACH_URL=cockroach://app:${DB_PASSWORD}@db.internal:26257/defaultdb',
      'see cockroachdb://user:password@host/defaultdb',
      'xcockroachdb://app:{alnum:16}@db.internal/defaultdb',
    ],
  },
};
