// Values in strings in strings, up to three deep: JSON's strings and Python's `repr` around JSON, `repr`, YAML and commands of a shell.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

type Wrap = readonly [name: string, wrap: (text: string) => string];

const json: Wrap = ['JSON', (text) => JSON.stringify(text)];
/** In single quotes, as Python prints a text that holds double ones. */
const repr: Wrap = ['repr', (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`];

const one: readonly Wrap[] = [json, repr];
const around = (inner: readonly Wrap[]): Wrap[] =>
  inner.flatMap(([name, wrap]) =>
    one.map(([outer, wrapAll]): Wrap => [`${outer} of ${name}`, (text) => wrapAll(wrap(text))]),
  );
const two = around(one);
const WRAPS: readonly Wrap[] = [['nothing', (text) => text], ...one, ...two, ...around(two)];

const TEXTS = [
  ['JSON', '{"password": "s3cret1", "n": 1}', `{"password": "${T}", "n": 1}`, '{"passwords_min": "s3cret1", "n": 1}'],
  ['repr', "{'password': 's3cret1', 'n': 1}", `{'password': '${T}', 'n': 1}`, "{'password': '${DB}', 'n': 1}"],
  ['YAML', "password: 's3cret1'", `password: '${T}'`, "password: '{{ .Values.x }}'"],
  ['YAML, double quotes', 'password: "s3cret1"', `password: "${T}"`, 'password_file: "s3cret1"'],
  ['a shell', "app --password 's3cret1' -v", `app --password '${T}' -v`, "app --password-file 's3cret1' -v"],
  ['a shell, double quotes', 'app --password "s3cret1" -v', `app --password "${T}" -v`, 'app --password "$DB_PW" -v'],
  ['a variable', "DB_PASSWORD='s3cret1' app", `DB_PASSWORD='${T}' app`, "DB_USER='s3cret1' app"],
  ['logfmt', 'n=1 password="s3cret1" m=2', `n=1 password="${T}" m=2`, 'n=1 pass="" m=2'],
] as const;

describe.each(WRAPS)('in %s', (_, wrap) => {
  test.each(TEXTS)('%s', (_name, risky, safe, twin) => {
    expect(redacted(wrap(risky))).toBe(wrap(safe));
    expect(redacted(wrap(twin))).toBe(wrap(twin));
    expect(redacted(`{"a":${wrap(risky)},"b":1}`)).toBe(`{"a":${wrap(safe)},"b":1}`);
  });
});

describe('quotes and backslashes of the value are masked with it', () => {
  const OWN = [
    ['repr', String.raw`{'password': 's3cr\'et\\', 'n': 1}`, `{'password': '${T}', 'n': 1}`],
    ['JSON', String.raw`{"password": "s3cr\"e!\"t\\", "n": 1}`, `{"password": "${T}", "n": 1}`],
    ['logfmt', String.raw`password="s3c\"-ret" n=1`, `password="${T}" n=1`],
  ] as const;

  describe.each(WRAPS)('in %s', (_, wrap) => {
    test.each(OWN)('%s', (_name, risky, safe) => {
      expect(redacted(wrap(risky))).toBe(wrap(safe));
      expect(redacted(`{"a":${wrap(risky)},"b":1}`)).toBe(`{"a":${wrap(safe)},"b":1}`);
    });
  });
});

describe('an outer string that ends first ends the value', () => {
  test.each([
    [String.raw`{"a":"'{\\'password\\': \\'secret1","b":2}`, String.raw`{"a":"'{\\'password\\': \\'${T}","b":2}`],
    [String.raw`{"a":"'{\\'password\\': \\'secret1'","b":2}`, String.raw`{"a":"'{\\'password\\': \\'${T}'","b":2}`],
    [
      String.raw`'{"a": "{\\"password\\": \\"secret1", "b": 2}'`,
      String.raw`'{"a": "{\\"password\\": \\"${T}", "b": 2}'`,
    ],
  ])('%s', (risky, safe) => {
    expect(redacted(risky)).toBe(safe);
  });
});

describe('a quote behind an even number of backslashes that ends a JSON string opens no value', () => {
  test.each([
    ['a key follows', String.raw`{"a":"password=\\","b":"x"}`, String.raw`{"a":"password=\\\"x\\\"","b":"x"}`],
    ['the object ends', String.raw`{"a":"token: \\"}`, String.raw`{"a":"token: \\\"x1\\\""}`],
    ['the list ends', String.raw`["--password \\"]`, String.raw`["--password \\\"x1\\\""]`],
  ])('%s', (_, stays, twin) => {
    expect(redacted(stays)).toBe(stays);
    expect(redacted(twin)).not.toBe(twin);
  });
});
