// Password in a SQL Server connection string.
import type { Detector } from '../formats/detector.ts';
import { isNoPlaceholder } from '../formats/placeholder.ts';
import { named } from '../formats/named.ts';

export const azureSqlPassword: Detector = {
  id: 'azure-sql-password',
  title: 'Password in a SQL Server connection string',
  class: 'connection-string',
  reference: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring',
  ...named({
    names: ['server=', 'data source='],
    shapes: ['{dsn:4-128}'],
    words: ['password=', 'pwd='],
    check: isNoPlaceholder,
    chance: false,
  }),
  examples: {
    positive: [
      'Server=tcp:orders.database.windows.net,1433;Database=orders;User ID=app;Password=«{alnum:12}!7»;Encrypt=True',
      '{"Sql":"Data Source=10.0.0.5;Initial Catalog=crm;User Id=sa;Pwd=«{alnum:16}»"}',
      "export DSN='Server=db;Uid=app;Pwd=«{alnum:8}#{alnum:5}»;'",
    ],
    negative: [
      'Server=tcp:orders.database.windows.net,1433;Database=orders;Authentication=Active Directory Default',
      'Server=db;Uid=app;Password=${DB_PASSWORD};',
      'Server=db;Uid=app;Password=<password>;',
      'cpu={alnum:12};Password={alnum:12}',
      'spring.datasource.password={alnum:12}, user=app',
    ],
  },
};
