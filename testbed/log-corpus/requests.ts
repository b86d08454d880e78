// Requests as proxies, clients and servers log them: URLs, headers, cookies, connection strings.
import type { Random } from '../../bench/random.ts';
import type { Context, Sample } from './context.ts';
import { inJson, inPercent, m, type Marked, secret } from './marked.ts';
import { ALNUM, chars, jwt, MASKS, value } from './values.ts';

const password = (text: Marked): Sample => ({ kind: 'password', text });
const token = (text: Marked): Sample => ({ kind: 'token', text });

const SCHEMES: readonly (readonly [string, string])[] = [
  ['postgres', '5432/shop'],
  ['postgresql+asyncpg', '5432/shop?sslmode=require'],
  ['mysql', '3306/shop'],
  ['mongodb', '27017/shop?authSource=admin'],
  ['mongodb+srv', 'shop'],
  ['redis', '6379/0'],
  ['rediss', '6380'],
  ['amqp', '5672/vhost'],
  ['https', '8443/path'],
  ['http', '8080/x?y=1'],
  ['ftp', '21/file.txt'],
  ['ldap', '389/dc=example,dc=org'],
  ['smtp', '587'],
  ['nats', '4222'],
  ['clickhouse', '9000/default'],
];

function url(random: Random, user: string): Marked {
  const [scheme, rest] = random.pick(SCHEMES);
  const host = random.pick(['db', 'db-0.db.svc.cluster.local', '10.1.2.3', 'cache.example.com']);
  return m`${scheme}://${user}:${inPercent(value(random, 'password'))}@${host}:${rest}`;
}

const bearer = (random: Random): Marked =>
  secret(
    random.pick([jwt(random), chars(random, `${ALNUM}-._~`, 30) + '7x', random.hex(40), random.uid()]),
    MASKS.token,
  );

const basic = (random: Random): Marked =>
  secret(Buffer.from(`u${random.word(4)}:${value(random, 'password').risky}`).toString('base64'), MASKS.token);

const CONNECTIONS: readonly ((random: Random) => Marked)[] = [
  (random) => m`jdbc:mysql://db:3306/shop?user=app&password=${inPercent(value(random, 'password'))}&useSSL=true`,
  (random) => m`jdbc:sqlserver://db:1433;databaseName=shop;user=app;password=${value(random, 'password')};encrypt=true`,
  (random) => m`Server=db,1433;Database=shop;User Id=app;Password=${value(random, 'password')};Encrypt=True`,
  (random) => m`Data Source=db;Initial Catalog=shop;User ID=app;Pwd=${value(random, 'password')}`,
  (random) => m`DRIVER={ODBC Driver 18};SERVER=db;UID=app;PWD=${value(random, 'password')}`,
  (random) => m`host=db port=5432 user=app password=${value(random, 'password')} dbname=shop sslmode=disable`,
  (random) =>
    m`DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${secret(`${chars(random, `${ALNUM}+/`, 86)}==`, MASKS.token)};EndpointSuffix=core.windows.net`,
  (random) =>
    m`Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${secret(`${chars(random, `${ALNUM}+/`, 43)}=`, MASKS.token)}`,
];

const COOKIES = ['sid', 'session', 'JSESSIONID', 'auth', '_shop_session', 'connect.sid', 'XSRF-TOKEN'];
const cookie = (random: Random): Marked =>
  m`${random.pick(COOKIES)}=${secret(chars(random, `${ALNUM}-_%`, 24), MASKS.token)}`;

const KEY_HEADERS = [
  'X-Api-Key',
  'x-api-key',
  'X-Auth-Token',
  'X-Vault-Token',
  'PRIVATE-TOKEN',
  'X-Access-Token',
  'Api-Key',
  'X-Amz-Security-Token',
  'X-CSRF-Token',
];

function header(random: Random): readonly [string, Marked] {
  const [name, text] = random.pick<readonly [string, (random: Random) => Marked]>([
    ['Authorization', (of) => m`Bearer ${bearer(of)}`],
    ['authorization', (of) => m`Bearer ${bearer(of)}`],
    ['Proxy-Authorization', (of) => m`Basic ${basic(of)}`],
    ['Authorization', (of) => m`Basic ${basic(of)}`],
    ['Authorization', (of) => m`Token ${bearer(of)}`],
    [random.pick(KEY_HEADERS), (of) => bearer(of)],
    ['Cookie', (of) => m`${cookie(of)}; ${cookie(of)}`],
    ['Set-Cookie', (of) => m`${cookie(of)}; Path=/; HttpOnly; SameSite=Lax`],
  ]);
  return [name, text(random)];
}

const HEADERS: Readonly<Record<string, (name: string, text: Marked) => Marked>> = {
  header: (name, text) => m`> ${name}: ${text}`,
  'header of curl': (name, text) => m`curl -sS -H '${name}: ${text}' https://api.example.com/v1`,
  'header of curl, double quotes': (name, text) => m`+ curl -H "${name}: ${text}" https://api.example.com/v1`,
  'headers in json': (name, text) =>
    m`{"headers":{"host":"api","${name.toLowerCase()}":"${inJson(text)}","accept":"*/*"}}`,
  'headers in json lists': (name, text) => m`{"headers":{"Accept":["*/*"],"${name}":["${inJson(text)}"]}}`,
  'headers of go': (name, text) => m`headers: map[Accept:[*/*] ${name}:[${text}] User-Agent:[curl/8]]`,
  'headers of python': (name, text) => m`{'Accept': '*/*', '${name}': '${text}'}`,
  'headers of node': (name, text) => m`{ accept: '*/*', '${name}': '${text}' }`,
  'headers as pairs': (name, text) => m`rawHeaders: [ 'Accept', '*/*', '${name}', '${text}' ]`,
  'headers of java': (name, text) => m`Headers [Accept:"*/*", ${name}:"${text}"]`,
};

export const REQUESTS: readonly Context[] = [
  { name: 'url', make: (random) => password(m`dial ${url(random, 'app')}: connection refused`) },
  { name: 'url, quoted', make: (random) => password(m`parse "${url(random, 'app')}": invalid port`) },
  { name: 'url without user', make: (random) => password(m`using ${url(random, '')}`) },
  { name: 'url in a field', make: (random) => password(m`DATABASE_URL=${url(random, 'svc%40corp')}`) },
  { name: 'url in json', make: (random) => password(m`{"dsn":"${url(random, 'app')}","n":1}`) },
  {
    name: 'go dsn',
    make: (random) => password(m`open app:${value(random, 'password')}@tcp(db:3306)/shop?parseTime=true`),
  },
  {
    name: 'git url',
    make: (random) => token(m`Cloning into 'app'... https://oauth2:${bearer(random)}@git.example.com/a/b.git`),
  },
  {
    name: 'connection string',
    make: (random) => password(m`connecting with ${random.pick(CONNECTIONS)(random)}`),
  },
  {
    name: 'connection string, quoted',
    make: (random) => password(m`{"conn":"${inJson(random.pick(CONNECTIONS)(random))}"}`),
  },
  ...Object.entries(HEADERS).map(([name, write]): Context => ({
    name,
    make: (random) => token(write(...header(random))),
  })),
];
