// Password in a Neo4j URI.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const neo4jUrlPassword: Detector = {
  id: 'neo4j-url-password',
  title: 'Password in a Neo4j URI',
  class: 'connection-string',
  reference: 'https://neo4j.com/docs/driver-manual/current/client-applications/',
  ...urlPassword(['neo4j', 'neo4j+s', 'bolt']),
  examples: {
    positive: [
      'NEO4J_URI=neo4j://app:«{alnum:16}»@db.internal:7687',
      '{"url":"bolt://svc:«{alnum:11}!{digit:2}»@10.0.0.9:7687"}',
      'error: cannot reach neo4j://root:«{alnum:24}»@db-0.db.svc:7687',
    ],
    negative: [
      'NEO4J_URI=neo4j://db.internal:7687',
      'NEO4J_URI=bolt://app:${DB_PASSWORD}@db.internal:7687',
      'see neo4j://user:password@host',
      'xneo4j://app:{alnum:16}@db.internal',
    ],
  },
};
