// Password in a Couchbase URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const couchbaseUrlPassword: Detector = {
  id: 'couchbase-url-password',
  title: 'Password in a Couchbase URL',
  class: 'connection-string',
  reference: 'https://docs.couchbase.com/java-sdk/current/howtos/managing-connections.html',
  ...urlPassword(['couchbase', 'couchbases']),
  examples: {
    positive: [
      'COUCHBASE_URL=couchbase://app:«{alnum:16}»@db.internal:11210',
      '{"url":"couchbases://svc:«{alnum:11}!{digit:2}»@10.0.0.9:11210"}',
      'error: cannot reach couchbase://root:«{alnum:24}»@db-0.db.svc:11210',
    ],
    negative: [
      'COUCHBASE_URL=couchbase://db.internal:11210',
      'COUCHBASE_URL=couchbases://app:${DB_PASSWORD}@db.internal:11210',
      'see couchbase://user:password@host',
      'xcouchbase://app:{alnum:16}@db.internal',
    ],
  },
};
