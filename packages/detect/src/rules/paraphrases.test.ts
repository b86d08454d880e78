// The seed's lines in other words, names, order, quoting and formats, with the exact text that they become, and benign twins.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';
const C = '************';

/** Built from parts, so that no scanner takes a test for a leak. */
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjMifQ', 'c2lnbmF0dXJlc2lnbmF0dXJl'].join('.');

describe('queries', () => {
  test.each([
    [
      "UPDATE users SET password = 'n3w', email = 'a@b.example' WHERE id = 7",
      `UPDATE users SET password = '${T}', email = '${T}' WHERE id = 7`,
    ],
    ['SELECT 1 FROM accounts WHERE "passwd"=\'x y\' LIMIT 1', `SELECT 1 FROM accounts WHERE "passwd"='${T}' LIMIT 1`],
    ["select * from u where u.pwd='it''s' and x=1", `select * from u where u.pwd='${T}' and x=1`],
    ['WHERE `user_password` = "s3cret" OR 1=1', `WHERE \`user_password\` = "${T}" OR 1=1`],
    ["AND pass_phrase != 'x' AND passphrase <> 'abc def'", `AND pass_phrase != '${T}' AND passphrase <> '${T}'`],
    ["CREATE USER 'app'@'%' IDENTIFIED BY 'S3cret'", `CREATE USER 'app'@'%' IDENTIFIED BY '${T}'`],
    ["ALTER ROLE app WITH ENCRYPTED PASSWORD 'abc'", `ALTER ROLE app WITH ENCRYPTED PASSWORD '${T}'`],
    [
      "INSERT INTO users (email, name, password) VALUES ('a@b.example', 'Ann', 'pw')",
      `INSERT INTO users (email, name, password) VALUES ('${T}', 'Ann', '${T}')`,
    ],
    [
      `{"query":"SELECT * FROM users WHERE email='a@b.example' AND password='x'","ms":3}`,
      `{"query":"SELECT * FROM users WHERE email='${T}' AND password='${T}'","ms":3}`,
    ],
    ["password LIKE 'abc1%'", `password LIKE '${T}'`],
  ])('%s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });

  test.each([
    'SELECT password FROM users WHERE id = 7',
    'SELECT * FROM users WHERE password = $1 AND email = $2',
    'SELECT * FROM users WHERE password = ? AND email = ?',
    'ALTER TABLE users ADD COLUMN password varchar(255) NOT NULL',
    'INSERT INTO users (name, age) VALUES (1, 2)',
    "UPDATE users SET password_changed_at = '2026-01-02'",
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});

describe('sentences', () => {
  test.each([
    ['login failed for bob with password hunter2', `login failed for bob with password='${T}'`],
    ['Password S3cret! rejected by db', `Password='${T}' rejected by db`],
    ['tried passwd abc#def, then gave up', `tried passwd='${T}', then gave up`],
    ['connecting (user root password t0ps3cret).', `connecting (user root password='${T}').`],
    ['The password is hunter2.', `The password is ${T}.`],
    ['retry with password "hunter2" now', `retry with password "${T}" now`],
    ["retry with password 'hunter' now", `retry with password '${T}' now`],
    ['username db_user and password: dbPass123!', `username db_user and password: ${T}`],
    ['auth error: passphrase correct-horse-battery-staple', `auth error: passphrase='${T}'`],
    ['{"msg":"timed out with password dbPass123!","n":1}', `{"msg":"timed out with password='${T}'","n":1}`],
    ['mail sent to jane.doe+x@mail.example.org, bye', `mail sent to ${T}, bye`],
    ['From: "Jane" <jane@example.com>', `From: "Jane" <${T}>`],
    ['charged card 4111 1111 1111 1111, exp 12/25, cvv 123', `charged card ${C}, exp **/**, cvv ***`],
    ['charged 5500-0000-0000-0004 ok', `charged ${C} ok`],
    ['session token abc123def456ghi789 expired', `session token ${T} expired`],
  ])('%s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });

  test.each([
    'password policy updated',
    'password must be changed',
    'the password was reset by an administrator',
    'Forgot password? Click the link',
    'password expired 3 days ago',
    'password sha256 hash computed',
    'wrong password: access denied',
    'token bucket refilled: 100 tokens',
    'Unexpected token } in JSON at position 5',
    'password 8 characters at least',
    'secret "db-credentials" not found',
    'secret="kube-system/bootstrap-token-abcdef"',
    'Secret default/db created, secretName=db-credentials',
    'card declined: insufficient funds',
    'discarded 4111111111111112 packets',
    'order 1234567890123456 shipped',
    'at com.example.Foo.bar(Foo.java:12) java.lang.Object@1b2c3d4e',
    'pulling image registry.example.com/app@sha256:0123456789abcdef',
    'npm install left-pad@1.3.0 lodash@4.17.21',
    'git clone git@github.com:org/repo.git',
    'user@1000.service: Succeeded.',
    'the cvv check passed; expiration 12/25 unknown',
    'wildcard cert expires 2027-01-02',
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});

describe('objects', () => {
  test.each([
    [
      '{"card_number": 4111111111111111, "exp_month": 12, "exp_year": 2027, "cvc": 123}',
      `{"card_number": "${C}", "exp_month": "**/**", "exp_year": "**/**", "cvc": "***"}`,
    ],
    [
      '{"payment":{"card":{"number":"4111 1111 1111 1111","expiry":"12/2027","cvc":"1234"}}}',
      `{"payment":{"card":{"number":"${C}","expiry":"**/**","cvc":"***"}}}`,
    ],
    [
      '{"cvv":"123","expiration":"12\\/25","creditCardNumber":"4111-1111-1111-1111"}',
      `{"cvv":"***","expiration":"**/**","creditCardNumber":"${C}"}`,
    ],
    [
      'Payload: "{\\"pan\\":\\"378282246310005\\",\\"expDate\\":\\"0127\\",\\"cvv2\\":\\"1234\\"}"',
      `Payload: "{\\"pan\\":\\"${C}\\",\\"expDate\\":\\"**/**\\",\\"cvv2\\":\\"***\\"}"`,
    ],
    ["{ creditCardNumber: '4111111111111111', cvv: 123 }", `{ creditCardNumber: '${C}', cvv: *** }`],
    ['card=4111111111111111 exp=12/25 cvv=123', `card=${C} exp=**/** cvv=***`],
    [
      '{"user":{"name":"bob","credentials":{"username":"u","password":"p"}}}',
      `{"user":{"name":"bob","credentials":{"username":"u","password":"${T}"}}}`,
    ],
    ['{"passwords":["a","b"],"password":["c", "d"]}', `{"passwords":["${T}","${T}"],"password":["${T}", "${T}"]}`],
    ['{"password":12345,"pin":1}', `{"password":"${T}","pin":1}`],
    [
      '{"a":"{\\"b\\":\\"{\\\\\\"token\\\\\\":\\\\\\"x\\\\\\"}\\"}"}',
      `{"a":"{\\"b\\":\\"{\\\\\\"token\\\\\\":\\\\\\"${T}\\\\\\"}\\"}"}`,
    ],
    ['{"password":"a\\"b\\\\","x":1}', `{"password":"${T}","x":1}`],
    ['User(name=bob, password=abc, roles=[x])', `User(name=bob, password=${T}, roles=[x])`],
    ["{'email': 'a@b.example', 'password': 'p'}", `{'email': '${T}', 'password': '${T}'}`],
    ['{"name":"DB_PASSWORD","value":"p"}', `{"name":"DB_PASSWORD","value":"${T}"}`],
    ['<user><password>p4</password></user>', `<user><password>${T}</password></user>`],
    ['map[password:hunter2 user:bob]', `map[password:${T} user:bob]`],
    ['  password: hunter', `  password: ${T}`],
    ['- db_password: "hunter two" # old', `- db_password: "${T}" # old`],
  ])('%s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });

  test.each([
    '{"password":null,"token":true,"secret":""}',
    '{"passwordPolicy":"strict","tokenCount":12,"max_tokens":4096}',
    '{"emailEnabled":true,"email":null,"cardinality":4}',
    '{"expiration":"12/25","exp":1767225600}',
    '{"time":1767225600000,"id":"4111111111111112"}',
    '{"password":"**********","cvv":"***","expiration":"**/**"}',
    '{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}',
    'passwordHash=abc secretRef=db tokenUrl=https://x.example/token',
    '  password: ${DB_PASSWORD}',
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});

describe('logfmt, commands, URLs, headers', () => {
  test.each([
    ['level=info password="a b" user=bob', `level=info password="${T}" user=bob`],
    ['level=info db.password=x,y user=bob', `level=info db.password=${T} user=bob`],
    [
      '\u001B[36mpassword=\u001B[0mhunter2 \u001B[36mx=\u001B[0m1',
      `\u001B[36mpassword=\u001B[0m${T} \u001B[36mx=\u001B[0m1`,
    ],
    ['PGPASSWORD=abc psql -h db', `PGPASSWORD=${T} psql -h db`],
    ['app --db-password abc --api-key=k1 --verbose', `app --db-password ${T} --api-key=${T} --verbose`],
    ['["app","--password","abc","--port","1"]', `["app","--password","${T}","--port","1"]`],
    ['mysql -h db -uroot -pabc shop', `mysql -h db -uroot -p${T} shop`],
    ["curl -u 'bob:pw' https://x.example", `curl -u 'bob:${T}' https://x.example`],
    ['sshpass -p abc ssh host', `sshpass -p ${T} ssh host`],
    ['GET /cb?token=abc&user=1&api_key=k HTTP/1.1', `GET /cb?token=${T}&user=1&api_key=${T} HTTP/1.1`],
    ['dial postgres://app:p%40ss@db:5432/shop failed', `dial postgres://app:${T}@db:5432/shop failed`],
    ['redis://:abc@cache:6379/0', `redis://:${T}@cache:6379/0`],
    ['amqp://u:a:b@mq/vhost', `amqp://u:${T}@mq/vhost`],
    ['Server=db;User Id=sa;Password=a b;Database=x', `Server=db;User Id=sa;Password=${T};Database=x`],
    ['cd /app;PASSWORD=abc ./run', `cd /app;PASSWORD=${T} ./run`],
    ['Authorization: Bearer abc.def', `Authorization: Bearer ${T}`],
    ['"authorization":"Basic dXNlcjpwdw==","x":1', `"authorization":"Basic ${T}","x":1`],
    ["curl -H 'Authorization: token abc' https://x.example", `curl -H 'Authorization: token ${T}' https://x.example`],
    ['X-Api-Key: k1', `X-Api-Key: ${T}`],
    ['Cookie: sid=abc; theme=dark', `Cookie: sid=${T}; theme=${T}`],
    ['Set-Cookie: sid=abc; Path=/; HttpOnly', `Set-Cookie: sid=${T}; Path=/; HttpOnly`],
    ['{"cookie":"a=b; c=d"}', `{"cookie":"a=${T}; c=${T}"}`],
    [`sent ${JWT} to peer`, `sent ${T} to peer`],
    ['using Bearer abc123def456 for auth', `using Bearer ${T} for auth`],
    ['password=caf\u00C3\u00A9 \u00FF\u00FE end', `password=${T} \u00FF\u00FE end`],
  ])('%s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });

  test.each([
    'PWD=/home/app OLDPWD=/tmp',
    'bearer token expired',
    'basic authentication is disabled',
    'Authorization: Bearer ${TOKEN}',
    'Authorization header missing',
    'GET /cb?tokens=3&page=2 HTTP/1.1',
    'https://x.example:8080/a/b@2/c',
    'https://bob@x.example/path',
    'cookie policy accepted',
    'curl -u bob https://x.example',
    'mysql -h db -u root -p shop',
    'eyJub3QiOiJhIGp3dCJ9',
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });
});
