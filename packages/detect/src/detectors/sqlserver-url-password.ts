// Password in a SQL Server URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const sqlserverUrlPassword: Detector = {
  id: 'sqlserver-url-password',
  title: 'Password in a SQL Server URL',
  class: 'connection-string',
  reference: 'https://learn.microsoft.com/en-us/sql/connect/jdbc/building-the-connection-url',
  ...urlPassword(['sqlserver', 'mssql']),
  examples: {
    positive: [
      'MSSQL_URL=sqlserver://app:«{alnum:16}»@db.internal:1433/crm',
      '{"url":"mssql://svc:«{alnum:11}!{digit:2}»@10.0.0.9:1433/crm"}',
      'error: cannot reach sqlserver://root:«{alnum:24}»@db-0.db.svc:1433/crm',
    ],
    negative: [
      'MSSQL_URL=sqlserver://db.internal:1433/crm',
      'MSSQL_URL=mssql://app:${DB_PASSWORD}@db.internal:1433/crm',
      'see sqlserver://user:password@host/crm',
      'xsqlserver://app:{alnum:16}@db.internal/crm',
    ],
  },
};
