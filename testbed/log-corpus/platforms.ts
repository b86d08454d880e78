// What proxies, databases, brokers, clients and tools of operation log, each in the shape that it is known for.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { inJson, inPercent, inSql, m, type Marked, secret } from './marked.ts';
import { told } from './sentences.ts';
import { ALNUM, basic, chars, jwt, type Kind, MASKS, plainPassword, plainToken as token, value } from './values.ts';

type Make = (random: Random) => Marked;

const pw: Make = (random) => value(random, 'password');
const bearer: Make = (random) => secret(jwt(random), MASKS.token);

const SHAPES: Readonly<Record<string, readonly [Kind, Make]>> = {
  'nginx: access': [
    'token',
    (random) =>
      m`10.0.0.1 - bob [02/Jan/2026:03:04:05 +0000] "GET /v1?api_key=${token(random)}&x=1 HTTP/1.1" 200 512 "-" "curl/8.5"`,
  ],
  'nginx: referrer': [
    'token',
    (random) =>
      m`10.0.0.1 - - [02/Jan/2026:03:04:05 +0000] "GET /app.js HTTP/1.1" 200 9 "https://shop.example.com/?token=${token(random)}" "Mozilla/5.0"`,
  ],
  'nginx: error': [
    'password',
    (random) =>
      m`[error] 31#31: *7 upstream timed out, request: "POST /login?password=${inPercent(pw(random))} HTTP/1.1", upstream: "http://10.1.1.1:8080/"`,
  ],
  'envoy: access': [
    'token',
    (random) =>
      m`"GET /v1/items?access_token=${token(random)} HTTP/2" 200 - 0 512 3 2 "10.0.0.1" "curl/8" "${random.uid()}" "api"`,
  ],
  'envoy: headers': [
    'token',
    (random) =>
      m`request headers complete: ':path', '/v1' 'authorization', 'Bearer ${bearer(random)}' 'x-request-id', '${random.uid()}'`,
  ],
  'haproxy: captured header': [
    'token',
    (random) =>
      m`10.0.0.1:4711 www~ api/a1 0/0/0/3/3 200 512 - - ---- {Bearer ${bearer(random)}|curl/8} "GET / HTTP/1.1"`,
  ],
  'traefik: json': [
    'token',
    (random) =>
      m`{"RequestPath":"/x?token=${token(random)}","request_Authorization":"Bearer ${bearer(random)}","Duration":7}`,
  ],
  'kubernetes: audit of a secret': [
    'password',
    (random) =>
      m`{"kind":"Event","verb":"create","requestObject":{"kind":"Secret","stringData":{"DB_PASSWORD":"${inJson(pw(random))}"}}}`,
  ],
  'kubernetes: audit of a token': [
    'token',
    (random) =>
      m`{"verb":"create","responseObject":{"kind":"TokenRequest","status":{"token":"${bearer(random)}","expirationTimestamp":"2026-01-02T04:04:05Z"}}}`,
  ],
  'kubernetes: container of kubelet': [
    'password',
    (random) =>
      m`&Container{Name:app,Image:app:1,Env:[]EnvVar{EnvVar{Name:PORT,Value:80,ValueFrom:nil,},EnvVar{Name:DB_PASSWORD,Value:${plainPassword(random)},ValueFrom:nil,},},}`,
  ],
  'kubectl: verbose': [
    'token',
    (random) =>
      m`curl -v -XGET  -H "Accept: application/json" -H "Authorization: Bearer ${bearer(random)}" 'https://10.0.0.1:6443/api'`,
  ],
  'postgres: create user': [
    'password',
    (random) => m`LOG:  statement: CREATE USER app PASSWORD '${inSql(pw(random))}';`,
  ],
  'postgres: conninfo': [
    'password',
    (random) => m`primary_conninfo = 'host=db port=5432 user=rep password=${plainPassword(random)} sslmode=require'`,
  ],
  'mysql: native password': [
    'password',
    (random) => m`7 Query	CREATE USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY '${inSql(pw(random))}'`,
  ],
  'mysql: replication': [
    'password',
    (random) =>
      m`CHANGE REPLICATION SOURCE TO SOURCE_HOST='db', SOURCE_USER='rep', SOURCE_PASSWORD='${inSql(pw(random))}', SOURCE_PORT=3306`,
  ],
  'mongodb: several hosts': [
    'password',
    (random) => m`MongoServerError: mongodb://app:${inPercent(pw(random))}@m0:27017,m1:27017/shop?replicaSet=rs0`,
  ],
  'java: pool of connections': [
    'password',
    (random) =>
      m`java.sql.SQLException: Cannot create PoolableConnectionFactory (url=jdbc:mysql://db/shop?user=app&password=${plainPassword(random)})`,
  ],
  'java: oracle': [
    'password',
    (random) => m`ORA-01017 at jdbc:oracle:thin:app/${plainPassword(random)}@//db:1521/ORCL`,
  ],
  sqlplus: ['password', (random) => m`+ sqlplus -s app/${plainPassword(random)}@db:1521/ORCL @init.sql`],
  'kafka: registry': [
    'password',
    (random) => m`basic.auth.credentials.source = USER_INFO basic.auth.user.info = app:${plainPassword(random)}`,
  ],
  'kafka: librdkafka': [
    'password',
    (random) => m`%7|1767225600.123|CONF|app#producer-1| sasl.username = app sasl.password = ${plainPassword(random)}`,
  ],
  'redis: requirepass': ['password', (random) => m`# Applying configuration: requirepass: ${plainPassword(random)}`],
  'curl: http/2': ['token', (random) => m`* [HTTP/2] [1] [authorization: Bearer ${bearer(random)}]`],
  'curl: basic': ['token', (random) => m`> Authorization: Basic ${basic(random)}`],
  'curl: cookie': ['token', (random) => m`< set-cookie: session=${token(random)}; Path=/; HttpOnly; SameSite=Lax`],
  'terraform: change': [
    'password',
    (random) => m`  ~ admin_password = "${plainPassword(random)}" -> "${plainPassword(random)}" # forces replacement`,
  ],
  'terraform: variable': [
    'password',
    (random) => m`+ terraform apply -auto-approve -var 'db_password=${plainPassword(random)}' -var region=eu`,
  ],
  'ansible: command': [
    'password',
    (random) =>
      m`fatal: [db1]: FAILED! => {"changed": true, "cmd": "mysql -u root -p${plainPassword(random)} -e 'select 1'"}`,
  ],
  'helm: set, list': [
    'password',
    (random) =>
      m`helm upgrade --install db bitnami/postgresql --set auth.postgresPassword=${plainPassword(random)},primary.persistence.size=8Gi`,
  ],
  'helm: values': ['password', (random) => m`    postgresPassword: ${plainPassword(random)}`],
  'actions: mask': ['password', (random) => m`::add-mask::${pw(random)}`],
  'actions: output': ['token', (random) => m`::set-output name=token::${token(random)}`],
  'actions: checkout': [
    'token',
    (random) =>
      m`[command]/usr/bin/git config --local http.https://github.com/.extraheader AUTHORIZATION: basic ${basic(random)}`,
  ],
  'ci: password on standard input': [
    'password',
    (random) => m`$ echo "${plainPassword(random)}" | docker login -u ci --password-stdin registry.example.com`,
  ],
  'docker: step': ['password', (random) => m`Step 4/9 : ENV DB_PASSWORD${told(random)}`],
  'docker: argument': ['password', (random) => m`#8 [3/5] ARG DB_PASSWORD=${plainPassword(random)}`],
  'sudo: command': [
    'password',
    (random) =>
      m`bob : TTY=pts/0 ; PWD=/home/bob ; USER=root ; COMMAND=/usr/bin/mysql -u root -p${plainPassword(random)}`,
  ],
  'vault: put': ['password', (random) => m`$ vault kv put secret/db user=app password=${plainPassword(random)}`],
  'aws: configure': ['token', (random) => m`+ aws configure set aws_secret_access_key ${token(random)} --profile ci`],
  'ldap: sssd': ['password', (random) => m`[domain/example] ldap_default_authtok = ${plainPassword(random)}`],
  'smtp: plain': [
    'token',
    (random) =>
      m`C: AUTH PLAIN ${secret(Buffer.from(`\0app\0${chars(random, ALNUM, 12)}`).toString('base64'), MASKS.token)}`,
  ],
  'ftp: pass': ['password', (random) => m`---> PASS${told(random)}`],
  'grafana: path': [
    'token',
    (random) => m`logger=context userId=0 uname= status=302 path="/d/x?auth_token=${token(random)}" referer=`,
  ],
  'airflow: connection': [
    'password',
    (random) =>
      m`{base.py:84} INFO - Using connection ID 'pg': Host: db, Login: app, Password: ${plainPassword(random)}, extra: {}`,
  ],
  'spark: submit': [
    'token',
    (random) => m`spark-submit --conf spark.hadoop.fs.s3a.secret.key=${token(random)} --class App app.jar`,
  ],
};

export const PLATFORMS: readonly Context[] = Object.entries(SHAPES).map(([name, [kind, make]]) => ({
  name: `platform: ${name}`,
  make: (random) => ({ kind, text: make(random) }),
}));
