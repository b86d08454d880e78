// Names that speak for their values, and values that may be credentials; each beside one that is none.
import { findIn } from '@watertight/detect';
import { mayBeCredential, spokenBy } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { NAMED_CREDENTIAL } from './named-credential.ts';

describe('spokenBy', () => {
  test.each([
    ['password', 'password'],
    ['DB_PASSWORD', 'password'],
    ['dbPassword', 'password'],
    ['spring.datasource.password', 'password'],
    ['PGPASSWORD', 'password'],
    ['MYSQL_PWD', 'password'],
    ['--password', 'password'],
    ['password_2', 'password'],
    ['DB_PASS', 'password'],
    ['token', 'key'],
    ['GITHUB_TOKEN', 'key'],
    ['apiKey', 'key'],
    ['api-key', 'key'],
    ['AWS_SECRET_ACCESS_KEY', 'key'],
    ['clientSecret', 'key'],
    ['REDISCLI_AUTH', 'key'],
    ['private_key', 'key'],
    ['Shared_Key', 'key'],
    ['license_key', 'key'],
    ['passwordPolicy', undefined],
    ['password_file', undefined],
    ['PASSWORD_MIN_LENGTH', undefined],
    ['existingSecretName', undefined],
    ['tokenTTL', undefined],
    ['nextPageToken', undefined],
    ['max_tokens', undefined],
    ['publicKey', undefined],
    ['shared_key_file', undefined],
    ['key', undefined],
    ['secretKeyRef', undefined],
    ['bypass', undefined],
    ['compass', undefined],
    ['author', undefined],
    ['', undefined],
  ])('%j says %s', (name, spoken) => expect(spokenBy(name)).toBe(spoken));

  test('of a name of any length', () => {
    expect(spokenBy('a'.repeat(1_000_000))).toBeUndefined();
    expect(spokenBy(`${'A'.repeat(1_000_000)}_PASSWORD`)).toBe('password');
  });
});

describe('mayBeCredential', () => {
  test.each<['password' | 'key', string, boolean]>([
    ['password', 'hunter2', true],
    ['password', 'postgres', true],
    ['password', '123456', true],
    ['password', 'abc', false],
    ['password', '${DB_PASSWORD}', false],
    ['password', 'changeme', false],
    ['password', 'string', false],
    ['password', '/run/secrets/db', false],
    ['password', 'https://vault.example/v1', false],
    ['password', 'https://a:b1c2d3@vault.example', true],
    ['password', '$2y$10$abcdefghijklmnopqrstuv', false],
    ['password', '{SSHA}abcdef0123', false],
    ['password', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', false],
    ['password', 'must be set', false],
    ['password', 'correct horse 9 battery', true],
    ['key', 'q8Zt4mVx1LbS', true],
    ['key', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', true],
    ['key', 'q8Zt4mVx1Lb', false],
    ['key', 'sk_0123456789abcdef', false],
    ['key', 'sk_01234569abcdefzz', true],
    ['key', 'sk_1xxxxxxxxxxxxx', false],
    ['password', 'pre-${X}', false],
    ['password', '{password1}', false],
    ['password', '{password1', true],
    ['key', 'my-database-secret', false],
    ['key', 'db-secret-v2', false],
    ['key', '123456789012', false],
    ['key', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', false],
    ['key', 'sha256:9f86d081884c7d659a2feaa0c55ad015', false],
    ['key', 'kubernetes.io/service-account-token', false],
  ])('of a %s, %j: %s', (spoken, value, may) => expect(mayBeCredential(spoken, value)).toBe(may));
});

describe('in running text', () => {
  const values = (text: string): string[] =>
    findIn(text, [NAMED_CREDENTIAL], 'scan').map(({ start, end }) => text.slice(start, end));

  test.each([
    ['DB_PASSWORD=hunter2-xyz', 'hunter2-xyz'],
    ['export API_KEY="q8Zt4mVx1LbS"', 'q8Zt4mVx1LbS'],
    ["'password' => 'hunter2-xyz',", 'hunter2-xyz'],
    ['{"clientSecret": "q8Zt4mVx1LbS"}', 'q8Zt4mVx1LbS'],
    ['login --password hunter2-xyz -v', 'hunter2-xyz'],
    ['a=1&token=q8Zt4mVx1LbS&b=2', 'q8Zt4mVx1LbS'],
    ['mysql.passwd := hunter2-xyz', 'hunter2-xyz'],
    ['    HTTP_Passwd   q8Zt4mVx1LbS ', 'q8Zt4mVx1LbS'],
    ['  shared_key "q8Zt4mVx1LbS"', 'q8Zt4mVx1LbS'],
    ['Header Authorization Bearer q8Zt4mVx1LbS9tUv', 'q8Zt4mVx1LbS9tUv'],
    ['authorization: "Basic q8Zt4mVx1LbS9tUv="', 'q8Zt4mVx1LbS9tUv='],
    ["curl -H 'Authorization: Token q8Zt4mVx1LbS9tUv'", 'q8Zt4mVx1LbS9tUv'],
  ])('%s', (text, value) => expect(values(text)).toEqual([value]));

  test.each([
    'token="Bearer-{token1}"',
    'password policy updated to version2-x',
    'token bucket filled: 12345678901234',
    'password=${DB_PASSWORD}',
    'password=$DB_PASSWORD1',
    'password = getPassword(user1)',
    'token: string;',
    'passwordFile=/run/secrets/db1',
    'tokens=q8Zt4mVx1LbS(x)',
    'secretName: my-secret-v1',
    'git commit token 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    'image: app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'password=changeme',
    'id: 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'author: someone-1234',
    'the HTTP_Passwd q8Zt4mVx1LbS',
    'HTTP_Passwd q8Zt4mVx1LbS is wrong',
    'Password required!',
    'HTTP_Passwd ${ES_PASSWORD1}',
    'Shared_Key_File q8Zt4mVx1LbS',
    'Authorization: Bearer ${TOKEN1}',
    'Authorization: Bearer 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'authorization bearer authentication-mechanism',
    'authorizationMode: Bearer q8Zt4mVx1LbS9tUv',
  ])('%s', (text) => expect(values(text)).toEqual([]));

  test('its own examples', () => {
    const { positive, negative } = NAMED_CREDENTIAL.examples;
    for (const text of positive) expect(values(text.replace(/[«»]/g, ''))).toEqual([/«(.*)»/.exec(text)?.[1]]);
    for (const text of negative) expect(values(text)).toEqual([]);
  });
});

describe('in documents, where no detector knows the format', () => {
  const found = async (text: string): Promise<readonly string[]> =>
    (await detectFiles({ 'a.yaml': text }, { detectors: [] })).lines;
  test.each([
    ['env:\n- {name: DB_PASSWORD, value: postgres}\n', ['credential-by-name a.yaml:2:30-38 /env/0/value']],
    ['env:\n- {name: DB_USER, value: postgres}\n', []],
    ['args: [--password, postgres]\n', ['credential-by-name a.yaml:1:20-28 /args']],
    ['args: [--password, --verbose]\n', []],
    ['args: ["--db-password=postgres1"]\n', ['credential-by-name a.yaml:1:23-32 /args']],
    ['auth: {password: postgres, existingSecret: my-secret}\n', ['credential-by-name a.yaml:1:18-26 /auth/password']],
    [
      'kind: ConfigMap\ndata:\n  app.properties: |\n    db.password=hunter2-xyz\n',
      ['credential-by-name a.yaml:4:17-28 /data/app.properties'],
    ],
    ['valueFrom: {secretKeyRef: {name: a, key: password, password: postgres}}\n', []],
    ['password:\n', []],
    ['password: "{{ .Values.x }}"\n', []],
  ])('%j', async (text, expected) => expect(await found(text)).toEqual(expected));
});

describe('a private key', () => {
  const label = ['RSA', 'PRIVATE', 'KEY'].join(' ');
  const key = (lines: number): string => `-----BEGIN ${label}-----\n${'QUJD\n'.repeat(lines)}-----END ${label}-----`;
  const detector = {
    id: 'pem',
    title: 'Key',
    class: 'private-key',
    reference: 'https://example.com',
    anchors: ['-----begin'],
    match: (text: string, at: number) => {
      const end = text.indexOf('-----END');
      return end === -1 ? undefined : { start: at, end };
    },
    examples: { positive: [], negative: [] },
  } as const;
  const lengths = async (files: Record<string, string>): Promise<number[]> =>
    (await detectFiles(files, { detectors: [detector] })).detected.findings
      .filter(({ detector: id }) => id === 'pem')
      .map(({ length }) => length);

  test('is one value over its lines, wherever a window ends', async () => {
    const length = key(200).indexOf('-----END');
    for (const before of [0, 1024 * 1024 - 500, 1024 * 1024 - 20]) {
      const filler = `${'x'.repeat(99)}\n`.repeat(before / 100);
      expect(await lengths({ 'a.log': `${filler}a\n${key(200)}\nb\n` })).toEqual([length]);
    }
  });

  test('is one value in a Secret', async () => {
    const data = Buffer.from(`${key(20)}\n`).toString('base64');
    expect(await lengths({ 'a.yaml': `kind: Secret\ndata:\n  tls.key: ${data}\n` })).toEqual([
      key(20).indexOf('-----END'),
    ]);
  });

  test('without its end is a line', async () => {
    expect(await lengths({ 'a.log': `-----BEGIN ${label}-----\nQUJD\n` })).toEqual([]);
  });
});
