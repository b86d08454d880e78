// What frameworks of web applications log of requests, settings and statements, each in the shape that it is known for.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { inJson, inPercent, inQuotes, inSql, m, type Marked, secret } from './marked.ts';
import { chars, jwt, type Kind, MASKS, plainPassword, plainToken as token, value } from './values.ts';

type Make = (random: Random) => Marked;

const pw: Make = (random) => value(random, 'password');
const mail: Make = (random) => value(random, 'email');
const bearer: Make = (random) => secret(jwt(random), MASKS.token);

const SHAPES: Readonly<Record<string, readonly [Kind, Make]>> = {
  'spring: request parameters': [
    'password',
    (random) => m`POST "/login", parameters={username:[bob], password:[${plainPassword(random)}]}`,
  ],
  'spring: arguments': [
    'password',
    (random) => m`Started App with arguments: [--server.port=8080, --spring.datasource.password=${pw(random)}]`,
  ],
  'spring: hikari url': [
    'password',
    (random) =>
      m`HikariPool-1 - jdbcUrl.........................jdbc:postgresql://db:5432/shop?user=app&password=${inPercent(pw(random))}`,
  ],
  'spring: lombok, nested': [
    'password',
    (random) => m`Loaded AppProperties(db=AppProperties.Db(url=jdbc:h2:mem:x, password=${pw(random)}), retries=3)`,
  ],
  'spring: feign': ['token', (random) => m`[BillingClient#charge] Authorization: Bearer ${bearer(random)}`],
  'django: query dict': [
    'password',
    (random) =>
      m`POST:<QueryDict: {'csrfmiddlewaretoken': ['${token(random)}'], 'username': ['bob'], 'password': ['${pw(random)}']}>`,
  ],
  'django: settings': [
    'password',
    (random) =>
      m`DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql', 'PASSWORD': '${pw(random)}', 'HOST': 'db'}}`,
  ],
  'django: statement': [
    'token',
    (random) => m`(0.002) SELECT "t"."id" FROM "t" WHERE "t"."api_token" = '${token(random)}' LIMIT 21; args=()`,
  ],
  'flask: werkzeug': [
    'password',
    (random) =>
      m`10.0.0.1 - - [02/Jan/2026 03:04:05] "GET /login?user=bob&password=${inPercent(pw(random))} HTTP/1.1" 200 -`,
  ],
  'celery: kwargs': [
    'password',
    (random) =>
      m`Task app.send_mail[${random.uid()}] received, args=(7,) kwargs={'host': 'smtp', 'smtp_password': '${pw(random)}'}`,
  ],
  'sqlalchemy: parameters': [
    'password',
    (random) => m`[generated in 0.00021s] {'email': '${mail(random)}', 'password': '${pw(random)}', 'id': 7}`,
  ],
  'boto: signed request': [
    'token',
    (random) =>
      m`{'headers': {'User-Agent': 'Boto3/1.40', 'Authorization': 'AWS4-HMAC-SHA256 ${secret(`Credential=AKIA${chars(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}/20260102/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${random.hex(64)}`, MASKS.token)}'}}`,
  ],
  'rails: parameters': [
    'password',
    (random) =>
      m`Parameters: {"user"=>{"email"=>"${mail(random)}", "password"=>"${inQuotes(pw(random))}"}, "commit"=>"Log in"}`,
  ],
  'rails: parameters of ruby 3.4': [
    'password',
    (random) => m`Parameters: {"user" => {"password" => "${inQuotes(pw(random))}", "remember_me" => "1"}}`,
  ],
  'rails: started': [
    'token',
    (random) => m`Started GET "/password/edit?reset_password_token=${token(random)}" for 10.0.0.1 at 2026-01-02`,
  ],
  'rails: binds': [
    'token',
    (random) =>
      m`User Update (0.4ms)  UPDATE "users" SET "reset_password_token" = $1 WHERE "users"."id" = $2  [["reset_password_token", "${token(random)}"], ["id", 7]]`,
  ],
  'rails: sidekiq': [
    'password',
    (random) => m`Booted Rails application with redis options {:url=>"redis://:${plainPassword(random)}@cache:6379/0"}`,
  ],
  'go: slog text': [
    'password',
    (random) => m`level=INFO msg="pool opened" db.user=app db.password=${plainPassword(random)} db.size=5`,
  ],
  'go: slog json group': [
    'password',
    (random) => m`{"level":"INFO","msg":"opened","db":{"user":"app","password":"${inJson(pw(random))}","size":5}}`,
  ],
  'go: zap fields': [
    'password',
    (random) => m`connecting {"dsn": "postgres://app:${inPercent(pw(random))}@db:5432/shop", "attempt": 2}`,
  ],
  'go: struct of a client': [
    'password',
    (random) => m`&redis.Options{Network:"tcp", Addr:"cache:6379", Password:"${inQuotes(pw(random))}", DB:0}`,
  ],
  'dotnet: serilog object': [
    'password',
    (random) =>
      m`Sending with {"Host": "smtp", "Credentials": {"UserName": "app", "Password": "${inJson(pw(random))}", "$type": "NetworkCredential"}}`,
  ],
  'dotnet: entity framework': [
    'password',
    (random) =>
      m`Executed DbCommand (3ms) [Parameters=[@__email_0='${mail(random)}' (Size = 256), @__password_1='${inSql(pw(random))}' (Size = 64)], CommandType='Text']`,
  ],
  'dotnet: connection string': [
    'password',
    (random) =>
      m`System.ArgumentException: Keyword not supported: 'Server=tcp:db,1433;User ID=app;Password=${plainPassword(random)};Encrypt=True;'`,
  ],
  'laravel: context': [
    'password',
    (random) => m`local.DEBUG: login {"email":"${mail(random)}","password":"${inJson(pw(random))}","ip":"10.0.0.1"} []`,
  ],
  'php: arguments of a stack trace': [
    'password',
    (random) =>
      m`#0 /app/Connector.php(70): PDO->__construct('mysql:host=db;dbname=shop', 'app', '${plainPassword(random)}', Array)`,
  ],
  'php: mysqli in a stack trace': [
    'password',
    (random) => m`#1 /app/db.php(7): mysqli_connect('db', 'app', '${plainPassword(random)}', 'shop')`,
  ],
  'node: axios error': [
    'password',
    (random) =>
      m`AxiosError { config: { url: '/v1', auth: { username: 'app', password: '${pw(random)}' } }, code: 'E' }`,
  ],
  'node: headers of an error': [
    'token',
    (random) =>
      m`headers: Object [AxiosHeaders] { Accept: 'application/json', Authorization: 'Bearer ${bearer(random)}' }`,
  ],
  'node: typeorm options': [
    'password',
    (random) => m`DataSource { options: { type: 'postgres', username: 'app', password: '${pw(random)}', port: 5432 } }`,
  ],
  'node: prisma': [
    'password',
    (random) =>
      m`Invalid prisma.user.create() invocation: { data: { email: "${mail(random)}", password: "${inQuotes(pw(random))}" } }`,
  ],
  'elixir: phoenix': [
    'password',
    (random) => m`Parameters: %{"email" => "${mail(random)}", "password" => "${inQuotes(pw(random))}"}`,
  ],
  'rust: span fields': [
    'password',
    (random) => m`login{user="bob" password="${inQuotes(pw(random))}"}: app::auth: attempt 2`,
  ],
};

export const FRAMEWORKS: readonly Context[] = Object.entries(SHAPES).map(([name, [kind, make]]) => ({
  name: `framework: ${name}`,
  make: (random) => ({ kind, text: make(random) }),
}));
