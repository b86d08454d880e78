// Values beside statements, as libraries of databases log them, and statements that hold credentials.
import { inSql, m, type Marked } from './marked.ts';
import { contextsOf, type Shapes, thing, token, twinsOf, word } from './shape.ts';

/** A statement with its columns, and the same whose second column says nothing. */
const TYPEORM = 'query: INSERT INTO "user"("name", "password") VALUES ($1, $2) RETURNING "id" -- PARAMETERS: ';
const DOCTRINE = 'INSERT INTO user (name, password) VALUES (?, ?)';

function doctrine(sql: string, value: Marked): Marked {
  return m`Executing statement: ${sql} (parameters: array{"1":"bob","2":"${value}"}, types: array{"1":2,"2":2}) {"sql":"${sql}","params":{"1":"bob","2":"${value}"},"types":{"1":2,"2":2}} []`;
}

const SHAPES: Shapes = {
  typeorm: {
    kind: 'password',
    where: 'https://github.com/typeorm/typeorm/issues/5497',
    line: (random) => m`${TYPEORM}["bob","${word(random)}"]`,
    twin: (random) => `${TYPEORM.replace('password', 'city')}["bob","${thing(random)}"]`,
  },
  'typeorm: update': {
    kind: 'password',
    where: 'https://github.com/typeorm/typeorm/issues/5497',
    line: (random) =>
      m`query: UPDATE "user" SET "password" = $1 WHERE "id" IN ($2) -- PARAMETERS: ["${word(random)}",7]`,
    twin: (random) => `query: UPDATE "user" SET "name" = $1 WHERE "id" IN ($2) -- PARAMETERS: ["${thing(random)}",7]`,
  },
  doctrine: {
    kind: 'password',
    where: 'https://github.com/doctrine/dbal/blob/4.2.x/src/Logging/Statement.php',
    line: (random) => doctrine(DOCTRINE, word(random)),
    twin: (random) => doctrine(DOCTRINE.replace('password', 'city'), m`${thing(random)}`).risky,
  },
  diesel: {
    kind: 'password',
    where: 'https://docs.rs/diesel/latest/diesel/fn.debug_query.html',
    line: (random) => m`INSERT INTO "users" ("name", "password") VALUES ($1, $2) -- binds: ["bob", "${word(random)}"]`,
    twin: (random) => `INSERT INTO "users" ("name", "city") VALUES ($1, $2) -- binds: ["bob", "${thing(random)}"]`,
  },
  'laravel: insert': {
    kind: 'password',
    where: 'https://github.com/laravel/framework/blob/11.x/src/Illuminate/Database/QueryException.php',
    line: (random) =>
      m`SQLSTATE[23000]: Integrity constraint violation: 1048 Column 'name' cannot be null (Connection: mysql, SQL: insert into ${'`users`'} (${'`name`'}, ${'`password`'}, ${'`updated_at`'}) values (?, ${word(random)}, 2026-01-02 03:04:05))`,
    twin: (random) =>
      `SQLSTATE[23000]: Integrity constraint violation: 1048 Column 'name' cannot be null (Connection: mysql, SQL: insert into \`users\` (\`name\`, \`city\`, \`updated_at\`) values (?, ${thing(random)}, 2026-01-02 03:04:05))`,
  },
  'laravel: update': {
    kind: 'password',
    where: 'https://github.com/laravel/framework/blob/11.x/src/Illuminate/Database/QueryException.php',
    line: (random) =>
      m`SQLSTATE[HY000]: General error (Connection: mysql, SQL: update ${'`users`'} set ${'`password`'} = ${word(random)}, ${'`users`'}.${'`updated_at`'} = 2026-01-02 03:04:05 where ${'`id`'} = 7)`,
    twin: (random) =>
      `SQLSTATE[HY000]: General error (Connection: mysql, SQL: update \`users\` set \`city\` = ${thing(random)}, \`users\`.\`updated_at\` = 2026-01-02 03:04:05 where \`id\` = 7)`,
  },
  nhibernate: {
    kind: 'password',
    where: 'https://github.com/nhibernate/nhibernate-core/blob/master/src/NHibernate/AdoNet/Util/SqlStatementLogger.cs',
    line: (random) =>
      m`INSERT INTO Users (Name, Password) VALUES (@p0, @p1);@p0 = 'bob' [Type: String (4000:0:0)], @p1 = '${word(random)}' [Type: String (4000:0:0)]`,
    twin: (random) =>
      `INSERT INTO Users (Name, City) VALUES (@p0, @p1);@p0 = 'bob' [Type: String (4000:0:0)], @p1 = '${thing(random)}' [Type: String (4000:0:0)]`,
  },
  'entity framework: positions': {
    kind: 'password',
    where: 'https://learn.microsoft.com/en-us/ef/core/logging-events-diagnostics/extensions-logging',
    line: (random) =>
      m`Executed DbCommand (3ms) [Parameters=[@p0='bob' (Size = 256), @p1='${word(random)}' (Size = 64)], CommandType='Text', CommandTimeout='30'] INSERT INTO "Users" ("Name", "Password") VALUES (@p0, @p1);`,
    twin: (random) =>
      `Executed DbCommand (3ms) [Parameters=[@p0='bob' (Size = 256), @p1='${thing(random)}' (Size = 64)], CommandType='Text', CommandTimeout='30'] INSERT INTO "Users" ("Name", "City") VALUES (@p0, @p1);`,
  },
  'sql server: profiler': {
    kind: 'password',
    where:
      'https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-executesql-transact-sql',
    line: (random) =>
      m`exec sp_executesql N'INSERT INTO Users (Name, Password) VALUES (@p0, @p1)',N'@p0 nvarchar(4000),@p1 nvarchar(4000)',@p0=N'bob',@p1=N'${word(random)}'`,
    twin: (random) =>
      `exec sp_executesql N'INSERT INTO Users (Name, City) VALUES (@p0, @p1)',N'@p0 nvarchar(4000),@p1 nvarchar(4000)',@p0=N'bob',@p1=N'${thing(random)}'`,
  },
  xorm: {
    kind: 'password',
    where: 'https://xorm.io/docs/chapter-01/5.log/',
    line: (random) =>
      m`[xorm] [info]  2026/01/02 03:04:05.123456 [SQL] INSERT INTO ${'`user`'} (${'`name`'},${'`passwd`'}) VALUES (?,?) [bob ${word(random)}] - 14.741485ms`,
    twin: (random) =>
      `[xorm] [info]  2026/01/02 03:04:05.123456 [SQL] INSERT INTO \`user\` (\`name\`,\`city\`) VALUES (?,?) [bob ${thing(random)}] - 14.741485ms`,
  },
  ent: {
    kind: 'password',
    where: 'https://github.com/ent/ent/blob/master/dialect/dialect.go',
    line: (random) =>
      m`driver.Exec: query=INSERT INTO ${'`users`'} (${'`name`'}, ${'`password`'}) VALUES (?, ?) args=[bob ${word(random)}]`,
    twin: (random) =>
      `driver.Exec: query=INSERT INTO \`users\` (\`name\`, \`city\`) VALUES (?, ?) args=[bob ${thing(random)}]`,
  },
  beego: {
    kind: 'password',
    where: 'https://github.com/beego/beego/blob/develop/client/orm/orm_log.go',
    line: (random) =>
      m`[ORM]2026/01/02 03:04:05  -[Queries/default] - [  OK /     db.Exec /     1.2ms] - [INSERT INTO ${'`user`'} (${'`name`'}, ${'`password`'}) VALUES (?, ?)] - ${'`bob`'}, ${'`'}${word(random)}${'`'}`,
    twin: (random) =>
      `[ORM]2026/01/02 03:04:05  -[Queries/default] - [  OK /     db.Exec /     1.2ms] - [INSERT INTO \`user\` (\`name\`, \`city\`) VALUES (?, ?)] - \`bob\`, \`${thing(random)}\``,
  },
  sequelize: {
    kind: 'password',
    where: 'https://github.com/sequelize/sequelize/issues/10067',
    line: (random) =>
      m`Executing (default): INSERT INTO "Users" ("id","name","password") VALUES (DEFAULT,$1,$2) RETURNING "id"; "bob", "${word(random)}"`,
    twin: (random) =>
      `Executing (default): INSERT INTO "Users" ("id","name","city") VALUES (DEFAULT,$1,$2) RETURNING "id"; "bob", "${thing(random)}"`,
  },
  'datasource-proxy': {
    kind: 'password',
    where: 'https://jdbc-observations.github.io/datasource-proxy/docs/current/user-guide/',
    line: (random) =>
      m`Name:ds, Connection:3, Time:2, Success:True, Type:Prepared, Batch:False, QuerySize:1, BatchSize:0, Query:["insert into users (name, password) values (?, ?)"], Params:[(bob,${word(random)})]`,
    twin: (random) =>
      `Name:ds, Connection:3, Time:2, Success:True, Type:Prepared, Batch:False, QuerySize:1, BatchSize:0, Query:["insert into users (name, city) values (?, ?)"], Params:[(bob,${thing(random)})]`,
  },
  p6spy: {
    kind: 'password',
    where: 'https://p6spy.readthedocs.io/en/latest/configandusage.html',
    line: (random) =>
      m`1767225600|12|statement|connection 0|url jdbc:postgresql://db/shop|insert into users (name, password) values (?, ?)|insert into users (name, password) values ('bob', '${word(random)}')`,
    twin: (random) =>
      `1767225600|12|statement|connection 0|url jdbc:postgresql://db/shop|insert into users (name, city) values (?, ?)|insert into users (name, city) values ('bob', '${thing(random)}')`,
  },
  pgaudit: {
    kind: 'password',
    where: 'https://github.com/pgaudit/pgaudit/blob/main/README.md',
    line: (random) =>
      m`AUDIT: SESSION,1,1,WRITE,INSERT,TABLE,public.users,"INSERT INTO users (name, password) VALUES ($1, $2)","bob,${word(random)}"`,
    twin: (random) =>
      `AUDIT: SESSION,1,1,WRITE,INSERT,TABLE,public.users,"INSERT INTO users (name, city) VALUES ($1, $2)","bob,${thing(random)}"`,
  },
  'mariadb: audit': {
    kind: 'password',
    where: 'https://mariadb.com/kb/en/mariadb-audit-plugin-log-format/',
    line: (random) =>
      m`20260102 03:04:05,db,app,10.0.0.1,7,11,QUERY,shop,'INSERT INTO users (name, password) VALUES (\\'bob\\', \\'${word(random)}\\')',0`,
    twin: (random) =>
      `20260102 03:04:05,db,app,10.0.0.1,7,11,QUERY,shop,'INSERT INTO users (name, city) VALUES (\\'bob\\', \\'${thing(random)}\\')',0`,
  },
  'redshift: copy': {
    kind: 'token',
    where: 'https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html',
    line: (random) =>
      m`COPY shop FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=ak1;aws_secret_access_key=${token(random)}' CSV`,
    twin: () => "COPY shop FROM 's3://b/k' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/load' CSV",
  },
  'postgres: user mapping': {
    kind: 'password',
    where: 'https://www.postgresql.org/docs/current/sql-createusermapping.html',
    line: (random) =>
      m`CREATE USER MAPPING FOR app SERVER shop OPTIONS (user 'app', password '${inSql(word(random))}')`,
    twin: () => "CREATE USER MAPPING FOR app SERVER shop OPTIONS (user 'app', password_required 'false')",
  },
  'redis: user': {
    kind: 'password',
    where: 'https://redis.io/docs/latest/commands/acl-setuser/',
    line: (random) => m`1767225600.123456 [0 10.0.0.1:4711] "ACL" "SETUSER" "app" "on" ">${word(random)}" "~*" "+@all"`,
    twin: () => '1767225600.123456 [0 10.0.0.1:4711] "ACL" "SETUSER" "app" "on" "nopass" "~*" "+@all"',
  },
  'kafka: scram': {
    kind: 'password',
    where: 'https://kafka.apache.org/documentation/#security_sasl_scram_credentials',
    line: (random) =>
      m`kafka-configs.sh --alter --add-config 'SCRAM-SHA-256=[iterations=8192,password=${word(random)}]' --entity-name app`,
    twin: () => "kafka-configs.sh --alter --delete-config 'SCRAM-SHA-256' --entity-type users --entity-name app",
  },
};

export const STATEMENTS = contextsOf('statement', SHAPES);
export const STATEMENT_TWINS = twinsOf(SHAPES);
