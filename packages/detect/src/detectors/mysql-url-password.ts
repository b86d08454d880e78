// Password in a MySQL or MariaDB URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const mysqlUrlPassword: Detector = {
  id: 'mysql-url-password',
  title: 'Password in a MySQL or MariaDB URL',
  class: 'connection-string',
  reference: 'https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html',
  ...urlPassword(['mysql', 'mysqlx', 'mariadb', 'mysql2']),
  examples: {
    positive: [
      'DATABASE_URL=mysql://app:«{alnum:16}»@db.internal:3306/orders',
      '{"url":"mysql2://svc:«{alnum:11}!{digit:2}»@10.0.0.9:3306/orders"}',
      'error: cannot reach mysql://root:«{alnum:24}»@db-0.db.svc:3306/orders',
    ],
    negative: [
      'DATABASE_URL=mysql://db.internal:3306/orders',
      'DATABASE_URL=mysql2://app:${DB_PASSWORD}@db.internal:3306/orders',
      'see mysql://user:password@host/orders',
      'xmysql://app:{alnum:16}@db.internal/orders',
    ],
  },
};
