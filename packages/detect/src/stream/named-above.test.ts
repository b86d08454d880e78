// Values whose names stand on the line before, in the formats in which runtimes write lines; twins in which that line is another's.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';
import { namedAbove } from './named-above.ts';

const T = '**********';
const TIME = '2026-01-02T03:04:05.678Z';
const LATER = '2026-01-02T03:04:05.679Z';
const HEAD = '1 validation error for Login';
const MESSAGE = 'String should have at least 12 characters [type=string_too_short, input_value=';
const END = ', input_type=str]';

/** An error of pydantic's as its lines, with the value or its mask. */
const error = (value: string, path = 'password', message = MESSAGE): string[] => [
  HEAD,
  path,
  `  ${message}${value}${END}`,
  '    For further information visit https://errors.pydantic.dev/2.9/v/string_too_short',
];
const text = (lines: readonly string[], before = '', after = ''): string =>
  lines.map((line) => `${before}${line}${after}\n`).join('');

describe('an error below its field', () => {
  test.each([
    ['a string', error("'hunter22'"), error(`'${T}'`)],
    ['a number', error('12345'), error(`'${T}'`)],
    ['a path', error("'hunter22'", 'user.db_password'), error(`'${T}'`, 'user.db_password')],
    ['one of a list', error("'a1'", 'accounts.0.api_key'), error(`'${T}'`, 'accounts.0.api_key')],
    ['a quote in the value', error(`"it's"`), error(`"${T}"`)],
    [
      'a message of a validator',
      error("'hunter22'", 'password', 'Value error, too weak [type=value_error, input_value='),
      error(`'${T}'`, 'password', 'Value error, too weak [type=value_error, input_value='),
    ],
  ])('%s', (_, risky, safe) => {
    expect(redacted(text(risky))).toBe(text(safe));
    expect(redacted(text(safe))).toBe(text(safe));
  });

  test.each([
    ['a field that is no secret', error("'hunter22'", 'username')],
    ['a name that speaks of one', error("'hunter22'", 'password_policy')],
    ['a sentence before it', error("'hunter22'", 'wrong password')],
    ['another line in between', [HEAD, 'password', 'GET /healthz', ...error("'hunter22'").slice(2)]],
    ['no message', ['password', "input_value='hunter22'"]],
    ['no indent', ['password', `${MESSAGE}'hunter22'${END}`]],
    ['nothing before it', error("'hunter22'").slice(2)],
    ['an empty value', error("''")],
  ])('stays: %s', (_, lines) => {
    expect(redacted(text(lines))).toBe(text(lines));
  });
});

describe('parameters below their statement', () => {
  const insert = '[SQL: INSERT INTO users (name, password) VALUES (?, ?)]';

  test.each([
    ['of an insert', [insert], "('bob', 'hunter22')", `('bob', '${T}')`],
    ['of several rows', [insert], "[('bob', 'a1'), ('eve', 'b2')]", `[('bob', '${T}'), ('eve', '${T}')]`],
    [
      'of many rows',
      [insert],
      "[('bob', 'a1')  ... displaying 10 of 50 total bound parameter sets ...  ('eve', 'b2')]",
      `[('bob', '${T}')  ... displaying 10 of 50 total bound parameter sets ...  ('eve', '${T}')]`,
    ],
    ['of an update', ['[SQL: UPDATE users SET password=%s WHERE users.id = %s]'], "('a1', 7)", `('${T}', 7)`],
    [
      'of a statement over lines',
      ['[SQL: SELECT users.id ', 'FROM users ', 'WHERE users.name = $1 AND users.password = $2]'],
      "('bob', 'hunter22')",
      `('bob', '${T}')`,
    ],
    ['a number', [insert], "('bob', 1234)", `('bob', '${T}')`],
  ])('%s', (_, statement, risky, safe) => {
    const written = (values: string): string => text([...statement, `[parameters: ${values}]`, '(Background on this']);
    expect(redacted(written(risky))).toBe(written(safe));
    expect(redacted(written(safe))).toBe(written(safe));
    const entries = (values: string): string => text(written(values).trimEnd().split('\n'), `${TIME} stderr F `);
    expect(redacted(entries(risky))).toBe(entries(safe));
    // The same in one string of JSON.
    expect(redacted(JSON.stringify({ exc: written(risky) }))).toBe(JSON.stringify({ exc: written(safe) }));
  });

  test.each([
    ['columns that are no secret', ['[SQL: INSERT INTO users (name, city) VALUES (?, ?)]'], "('bob', 'hunter22')"],
    ['a line of another writer', ['GET /healthz'], "('bob', 'hunter22')"],
    ['another statement’s end', [insert, 'done'], "('bob', 'hunter22')"],
    ['another prefix', [`web-1 | ${insert}`], "('bob', 'hunter22')"],
    ['no parameters', [insert], '()'],
    ['fewer parameters', [insert], "('bob',)"],
    ['values that are none', [insert], "('bob', None)"],
  ])('stays: %s', (_, statement, values) => {
    const written = text([...statement, `[parameters: ${values}]`]);
    expect(redacted(written)).toBe(written);
  });
});

describe('numbered parameters below their statement', () => {
  const at = '2026-01-02 03:04:05.678 UTC [72] ';

  test.each([
    ['of an update', 'UPDATE u SET password = $1 WHERE id = $2', "$1 = 'a1', $2 = '7'", `$1 = '${T}', $2 = '7'`],
    [
      'of an insert with a call',
      'INSERT INTO u (name, made, password) VALUES ($1, now(), $2)',
      "$1 = 'bob', $2 = 'it''s'",
      `$1 = 'bob', $2 = '${T}'`,
    ],
    [
      'of two rows',
      "INSERT INTO u (name, password) VALUES ($1, $2), ($3, crypt($4, gen_salt('bf')))",
      "$1 = 'bob', $2 = NULL, $3 = 'eve', $4 = 'b2'",
      `$1 = 'bob', $2 = NULL, $3 = 'eve', $4 = '${T}'`,
    ],
    [
      'of a statement over lines',
      'SELECT id\n\tFROM u\n\tWHERE name = $1 AND password = crypt($2, password)',
      "$1 = 'bob', $2 = 'x1'",
      `$1 = 'bob', $2 = '${T}'`,
    ],
    ['with a cast', 'UPDATE u SET token = $2::text WHERE id = $1', "$1 = '7', $2 = 'a1'", `$1 = '7', $2 = '${T}'`],
  ])('%s', (_, statement, risky, safe) => {
    const written = (values: string): string =>
      `${at}LOG:  execute <unnamed>: ${statement}\n${at}DETAIL:  Parameters: ${values}\n`;
    expect(redacted(written(risky))).toBe(written(safe));
    expect(redacted(written(safe))).toBe(written(safe));
    const json = (values: string): string =>
      JSON.stringify({ message: `execute <unnamed>: ${statement}`, detail: `parameters: ${values}` });
    expect(redacted(json(risky))).toBe(json(safe));
  });

  test.each([
    ['columns that are no secret', at, 'UPDATE u SET name = $1 WHERE id = $2', "$1 = 'a1', $2 = '7'"],
    ['another server process', '2026-01-02 03:04:05.678 UTC [73] ', 'UPDATE u SET password = $1', "$1 = 'a1'"],
    ['more numbers', at, 'UPDATE u SET password = $12', "$1 = 'a1', $2 = '7'"],
    ['no value', at, 'UPDATE u SET password = $1', '$1 = NULL'],
  ])('stays: %s', (_, prefix, statement, values) => {
    const written = `${at}LOG:  execute s1: ${statement}\n${prefix}DETAIL:  parameters: ${values}\n`;
    expect(redacted(written)).toBe(written);
  });
});

describe('what a runtime or logger writes around each line', () => {
  test.each([
    ['entries of CRI', `${TIME} stderr F `, ''],
    ['times of kubectl', `${TIME} `, ''],
    ['Docker’s JSON', '{"log":"', `\\n","stream":"stderr","time":"${TIME}"}`],
    ['a name of Compose', 'api-1  | ', ''],
    ['a name of stern', 'web-7d9 api ', ''],
    ['an indent', '    ', ''],
    ['line ends of Windows', '', '\r'],
  ])('%s', (_, before, after) => {
    expect(redacted(text(error("'hunter22'"), before, after))).toBe(text(error(`'${T}'`), before, after));
    const twin = text(error("'hunter22'", 'username'), before, after);
    expect(redacted(twin)).toBe(twin);
  });

  test('times differ from line to line', () => {
    const [, field = '', message = ''] = error("'hunter22'");
    expect(redacted(`${TIME} stderr F ${field}\n${LATER} stderr F ${message}\n`)).toContain(T);
  });

  test.each([
    ['of the other stream is passed over', `${TIME} stdout F GET /healthz\n`, true],
    ['of the same stream is the line before', `${TIME} stderr F GET /healthz\n`, false],
  ])('an entry %s', (_, between, isMasked) => {
    const [, field = '', message = ''] = error("'hunter22'");
    const lines = `${TIME} stderr F ${field}\n${between}${LATER} stderr F ${message}\n`;
    expect(redacted(lines).includes('hunter22')).toBe(!isMasked);
  });

  test('a field of another writer is none of the line', () => {
    const [, field = '', message = ''] = error("'hunter22'");
    const lines = `api-1  | ${field}\napi-2  | ${message}\n`;
    expect(redacted(lines)).toBe(lines);
  });
});

describe('however the stream is cut', () => {
  const filler = (count: number): string => `${'x'.repeat(79)}\n`.repeat(count);

  test.each([
    ['at its start', ''],
    ['behind more than is kept', filler(30)],
    ['behind just what is kept', filler(25)],
    ['behind a long line', `${'x'.repeat(300_000)}\n`],
  ])('%s', (_, before) => {
    const [risky, safe] = [error("'hunter22'"), error(`'${T}'`)].map((lines) => before + text(lines)) as [
      string,
      string,
    ];
    for (let place = before.length; place < risky.length; place++) {
      expect(inPieces(risky, [place])).toBe(safe);
    }
    const places = Array.from({ length: risky.length - before.length }, (_each, index) => before.length + index);
    expect(inPieces(risky, places)).toBe(safe);
  });

  test.each([2048, 2049])('a field that far before its error: %i bytes', (bytes) => {
    // What a runtime wrote of the other stream in between fills what is kept.
    const [field, message] = [`${TIME} stderr F password\n`, `${TIME} stderr F ${error("'hunter22'")[2]}\n`];
    const head = `${TIME} stdout F `;
    const between = `${head}${'x'.repeat(bytes - field.length - head.length - 1)}\n`;
    const whole = redacted(`${field}${between}${message}`);
    expect(whole.includes('hunter22')).toBe(bytes > 2048);
    expect(inPieces(`${field}${between}${message}`, [field.length, field.length + 100])).toBe(whole);
  });
});

test('lines of which none came before', () => {
  expect(namedAbove(error("'x'")[2] ?? '', [])).toEqual([]);
});
