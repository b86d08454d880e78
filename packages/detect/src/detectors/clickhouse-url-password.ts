// Password in a ClickHouse URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const clickhouseUrlPassword: Detector = {
  id: 'clickhouse-url-password',
  title: 'Password in a ClickHouse URL',
  class: 'connection-string',
  reference: 'https://clickhouse.com/docs/interfaces/cli',
  ...urlPassword(['clickhouse']),
  examples: {
    positive: [
      'CLICKHOUSE_URL=clickhouse://app:«{alnum:16}»@db.internal:9000/logs',
      '{"url":"clickhouse://svc:«{alnum:11}!{digit:2}»@10.0.0.9:9000/logs"}',
      'error: cannot reach clickhouse://root:«{alnum:24}»@db-0.db.svc:9000/logs',
    ],
    negative: [
      'CLICKHOUSE_URL=clickhouse://db.internal:9000/logs',
      'CLICKHOUSE_URL=clickhouse://app:${DB_PASSWORD}@db.internal:9000/logs',
      'see clickhouse://user:password@host/logs',
      'xclickhouse://app:{alnum:16}@db.internal/logs',
    ],
  },
};
