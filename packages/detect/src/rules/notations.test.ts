// Notations around a value: what is masked in each, beside a twin in which there is nothing to mask.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

describe('names and their signs', () => {
  test.each([
    ['a short name, its sign and a value', 'pass=s3cret x', `pass=${T} x`, 'pass=3 fail=0'],
    ['a name that ends in one', 'smtpPass: s3cret', `smtpPass: ${T}`, 'bypass: s3cret'],
    [
      'behind a short name and its sign',
      'no pass PASSWORD s3cret1',
      `no pass PASSWORD='${T}'`,
      'no pass PASSWORD policy',
    ],
    ['with a blank before the sign', 'pass = s3cret', `pass = ${T}`, 'compass = 42'],
    ['in an element', '<pass>s3cret</pass>', `<pass>${T}</pass>`, '<pass>s3cret<br>'],
    [
      'behind backslashes',
      '\\\\\\"jwt\\\\\\": \\\\\\"a1\\\\\\"',
      `\\\\\\"jwt\\\\\\": \\\\\\"${T}\\\\\\"`,
      '\\\\\\"jwts\\\\\\": 1',
    ],
    ['of several words', '"Db Password": "x y"', `"Db Password": "${T}"`, '"invalid password": 401'],
    ['in a header of a command', 'curl -H "X-Auth-Token: a1b2c3"', `curl -H "X-Auth-Token: ${T}"`, '"token": true'],
    [
      'of a printed object',
      'EnvVar{Name:DB_PASS,Value:a1,ValueFrom:nil,}',
      `EnvVar{Name:DB_PASS,Value:${T},ValueFrom:nil,}`,
      'EnvVar{Name:PATH,Value:a1,}',
    ],
    [
      'of one with blanks',
      '{Name:DB_PASS Value:a1 X:y}',
      `{Name:DB_PASS Value:${T} X:y}`,
      '{Name:DB_PASS ValueFrom:0xc1}',
    ],
    ['in a list of pairs', "['Api-Key', 'a1b2c3d4e5']", `['Api-Key', '${T}']`, "['api_key', 'user_name1 x']"],
    ['in a list of names', '["token","q1w2e3r4"]', `["token","${T}"]`, '["token","secret","password"]'],
    ['in a list of Go', 'Private-Token:[a1b2c3d4] X', `Private-Token:[${T}] X`, 'token:[read write]'],
    [
      'in an attribute',
      '<add key="DbPassword" value="a b"/>',
      `<add key="DbPassword" value="${T}"/>`,
      '<add key="DbPassword" note="a b"/>',
    ],
    ['of a pair of arguments', "auth=('bob', 'x y')", `auth=('bob', '${T}')`, "auth=('bob')"],
    [
      'of a statement',
      "SET PASSWORD FOR 'a'@'%' = PASSWORD('x')",
      `SET PASSWORD FOR 'a'@'%' = PASSWORD('${T}')`,
      "SET PASSWORD FOR 'a'@'%' TO RANDOM",
    ],
    ['with a joint of any kind', '--master-key=a1', `--master-key=${T}`, '--master-keys-file'],
    ['that base64 seems to hold', 'spw== x', `spw== x`, 'q8Zt4mVx1LbSq8Zt4mVx1LPW== app@1.2.3'],
  ])('%s', (_, risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});

describe('what ends a value, and what begins none', () => {
  test.each([
    ['an escaped line end in JSON', '{"log":"password=a1\\n","n":1}', `{"log":"password=${T}\\n","n":1}`],
    ['one before another field', '{"log":"password=a1\\nuser=x"}', `{"log":"password=${T}\\nuser=x"}`],
    ['a backslash of the value', 'password=a1\\nx', `password=${T}`],
    ['a sentence about another value', 'password=a;pass is x1y2', `password=${T};pass is ${T}`],
    ['one behind a comma', 'password=a,token abcdefghijk12', `password=${T},token ${T}`],
    ['one on the next line', 'password=a1\\npwd d23!', `password=${T}\\npwd='${T}'`],
    ['one on the next line of a text in a text', 'cvv 123\\\\npwd d23!', `cvv ***\\\\npwd='${T}'`],
    ['a sentence that names no value', 'password=a;pass was bad', `password=${T} was bad`],
    [
      'a header before a sentence',
      'Authorization: k3y=4567;token is abcdefghijk12',
      `Authorization: ${T};token is ${T}`,
    ],
    ['a sentence in JSON', '{"log":"old password was a1b2.\\n"}', `{"log":"old password was ${T}.\\n"}`],
  ])('%s', (_, risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });

  test.each([
    '{"msg":"Password: "}',
    '{"msg":"Password: ","token":""}',
    'msg="password: " level=info',
    "print('password: ')",
    'token_type=bearer token_count=5',
    'usage: app --password PASSWORD --token API_TOKEN',
    'password: {{ .Values.db.password }}',
    'this.password = password; token = getToken();',
    'WHERE password = :password AND token = @token',
    'password=[FILTERED] secret=<Redacted>',
    'token: expired',
    '"token":"invalid"',
  ])('stays: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });

  test.each([
    ['password: expired7', `password: ${T}`],
    ['password=[a1]', `password=${T}`],
    ['login --password PASSWORD1', `login --password ${T}`],
    ['password = @Home77', `password = ${T}`],
    ['password=${A}b', `password=${T}`],
    ['type=bearer abc=def1234', `type=bearer abc=def1234`],
    ['Bearer abcd1234==', `Bearer ${T}`],
    ["print('password hunter2')", `print('password ${T}')`],
    ['print(password hunter2)', `print(password='${T}')`],
  ])('a twin of those: %s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });
});

describe('names of several', () => {
  test.each([
    ['passwords', '"passwords":["a1x","letmein"]', `"passwords":["${T}","${T}"]`, '"passwords":[12,13]'],
    ['passwords, one', 'passwords=a1x n=3', `passwords=${T} n=3`, 'passwords=12 n=3'],
    ['passwords, quoted', 'dbPasswords: "a1x"', `dbPasswords: "${T}"`, 'dbPasswords: "rotated by hand"'],
    [
      'tokens',
      '"tokens":["q1w2e3r4t5","hello"]',
      `"tokens":["${T}","hello"]`,
      '{"tokens":["hello","world"],"total_tokens":512}',
    ],
    ['tokens, one', 'tokens=q1w2e3r4 x', `tokens=${T} x`, 'max_tokens=4096 tokens=3'],
    ['keys', 'API_KEYS=q1w2e3r4t5', `API_KEYS=${T}`, 'API_KEYS=primary'],
    ['secrets', 'secrets=["Q1w2e3r4t5"]', `secrets=["${T}"]`, '"secrets":["default-token-x7k2p"]'],
    ['secrets, one', 'secrets=Q1w2e3r4_t5', `secrets=${T}`, 'secrets=kube-system/web-tls-2024'],
    ['secrets of sentences', 'secret=s3cret', `secret=${T}`, 'secrets "Db-Secret-2024x" is forbidden'],
    ['passes', 'pass=a1x', `pass=${T}`, 'passes=a1x'],
  ])('%s', (_, risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});

describe('addresses, cards, cookies', () => {
  test.each([
    ['Go’s driver', 'app:a@b#1@tcp(db:3306)/x', `app:${T}@tcp(db:3306)/x`, 'app@tcp(db:3306)/x'],
    [
      'properties of JDBC',
      'jdbc:sqlserver://db:1433;user=a;password=b@77;x=y',
      `jdbc:sqlserver://db:1433;user=a;password=${T};x=y`,
      'jdbc:sqlserver://db:1433;user=a;authentication=b@77',
    ],
    ['a card and its code', 'pay 4111 1111 1111 1111 123', 'pay ************ 123', 'pay 4111 1111 1111 1112 123'],
    ['no end of a number', '4111111111111111', '************', 'ref 5163 6324 0745 2747'],
    ['a card and a word', 'card=4111111111111111 2nd', 'card=************ 2nd', 'scorecard=4111111111111112'],
    ['Diners Club’s groups', 'card 3056 930902 5904', 'card ************', 'ref 3056 930902 5905'],
    [
      'a date in a URL',
      'cardNumber=4111111111111111&expiry=03%2F33',
      'cardNumber=************&expiry=**/**',
      'page=4&expiry=03%2F33',
    ],
    ['a code before a field', 'cvv 123;a=1', 'cvv ***;a=1', 'cvv 123-4;a=1'],
    [
      'a column',
      "INSERT INTO t (pass) VALUES ('x')",
      `INSERT INTO t (pass) VALUES ('${T}')`,
      "INSERT INTO t (pass+w) VALUES ('x')",
    ],
    ['cookies without names', 'Cookie: a=1; x; b=2', `Cookie: a=${T}; x; b=${T}`, 'Cookie: x; y'],
    [
      'fields whose names have blanks',
      'Password=a;Data Source=b',
      `Password=${T};Data Source=b`,
      '**********;Data Source=b',
    ],
    ['a sentence is no field', 'password=a;b is x=y', `password=${T} is x=y`, '**********;b is x=y'],
    [
      'masks early in a long value are not asked again',
      `token="${'x '.repeat(130)}${T}"`,
      `token="${T}"`,
      `token="${T} ${'x '.repeat(130)}"`,
    ],
    ['a cookie behind a string', 'Cookie: pass="a;b"; c=2', `Cookie: pass="${T}"; c=${T}`, 'Cookie: pass="'],
    [
      'a cookie behind a secret in prose',
      'Cookie: pass s3cret9; h=2',
      `Cookie: pass='${T}'; h=${T}`,
      'Cookie: past s3cret9; h=2',
    ],
    [
      'a cookie behind strings in one',
      `Cookie: pw="jwt:";a";b=1`,
      `Cookie: pw="${T}"${T}";b=${T}`,
      'Cookie: x "jwts:";b=1',
    ],
    ['cookies of Go', 'Cookie:[a=1; b=2] X:[y]', `Cookie:[a=${T}; b=${T}] X:[y]`, 'Cookies:[] X:[y]'],
  ])('%s', (_, risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});

describe('Redis', () => {
  test.each([
    ['requirepass s3cret', `requirepass ${T}`, 'requirepass_set 1'],
    ['"CONFIG" "SET" "requirepass" "a b"', `"CONFIG" "SET" "requirepass" "${T}"`, '"CONFIG" "GET" "requirepass"'],
    ['"AUTH" "app" "a1"', `"AUTH" "app" "${T}"`, '"AUTH" failed'],
    ['requirepass: s3cret', `requirepass: ${T}`, 'requirepass: ${REDIS_PASSWORD}'],
    ['masterauth = "a b"', `masterauth = "${T}"`, 'masterauth = ""'],
    ['{"requirepass":"s3cret"}', `{"requirepass":"${T}"}`, '{"requirepass":null}'],
    ['{"msg":"\\"AUTH\\" \\"a1\\"","n":1}', `{"msg":"\\"AUTH\\" \\"${T}\\"","n":1}`, '{"AUTH":"a1"}'],
  ])('%s', (risky, safe, twin) => {
    expect(redacted(risky)).toBe(safe);
    expect(redacted(twin)).toBe(twin);
  });
});
