// Values in strings that stand in JSON strings: what ends the outer string ends the value, and its backslashes are told from those of quotes.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

describe('an outer string that ends in escaped backslashes ends the value', () => {
  test.each([
    ['JSON', String.raw`{"a":"\"password\":\"\\","b":7}`, String.raw`{"a":"\"password\":\"${T}","b":7}`],
    ['JSON, more of the value', String.raw`{"a":"\"pwd\":\"x\\\\","b":7}`, String.raw`{"a":"\"pwd\":\"${T}","b":7}`],
    [
      'JSON in JSON, of which the inner string ends',
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"x\\\\\",\"c\":1}","d":1}`,
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"${T}\",\"c\":1}","d":1}`,
    ],
    [
      'JSON in JSON, of which the outer string ends',
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"x\\\\","d":1}`,
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"${T}","d":1}`,
    ],
    ['YAML', String.raw`{"a":"password: \"x\\","b":7}`, String.raw`{"a":"password: \"${T}","b":7}`],
    ['YAML in single quotes', String.raw`{"a":"password: 'x\\","b":7}`, String.raw`{"a":"password: '${T}","b":7}`],
    ['logfmt', String.raw`{"a":"password=\"x\\","b":7}`, String.raw`{"a":"password=\"${T}","b":7}`],
    ['logfmt without quotes', String.raw`{"a":"password=x\\","b":7}`, String.raw`{"a":"password=${T}","b":7}`],
    ['a list', String.raw`{"a":"\"passwords\":[\"x1\\","b":7}`, String.raw`{"a":"\"passwords\":[\"${T}","b":7}`],
    ['a statement', String.raw`{"a":"IDENTIFIED BY \"x\\","b":7}`, String.raw`{"a":"IDENTIFIED BY \"${T}","b":7}`],
    ['a command', String.raw`{"a":"mysql -p\"x\\","b":7}`, String.raw`{"a":"mysql -p\"${T}","b":7}`],
    ['prose', String.raw`{"a":"password \"x1y2\\","b":7}`, String.raw`{"a":"password \"${T}","b":7}`],
    ['Redis', String.raw`{"a":"\"AUTH\" \"x\\","b":7}`, String.raw`{"a":"\"AUTH\" \"${T}","b":7}`],
  ])('%s', (_, risky, safe) => {
    expect(() => JSON.parse(risky) as unknown).not.toThrow();
    expect(redacted(risky)).toBe(safe);
    expect(redacted(safe)).toBe(safe);
  });
});

describe('an escaped quote that the value holds does not end it', () => {
  test.each([
    ['JSON', String.raw`{"a":"\"pwd\":\"x\\\"y\"","b":7}`, String.raw`{"a":"\"pwd\":\"${T}\"","b":7}`],
    [
      'JSON in JSON',
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"x\\\\\\\"y\\\"\",\"c\":1}","d":1}`,
      String.raw`{"a":"{\"b\":\"\\\"pwd\\\":\\\"${T}\\\"\",\"c\":1}","d":1}`,
    ],
    [
      'an escaped backslash before the end',
      String.raw`{"a":"\"pwd\":\"x\\\\\",","b":7}`,
      String.raw`{"a":"\"pwd\":\"${T}\",","b":7}`,
    ],
    ['logfmt', String.raw`{"a":"password=\"x\\\"y\" n=1"}`, String.raw`{"a":"password=\"${T}\" n=1"}`],
    [
      'a list',
      String.raw`{"a":"\"passwords\":[\"x1\",\"y2\"]"}`,
      String.raw`{"a":"\"passwords\":[\"${T}\",\"${T}\"]"}`,
    ],
  ])('%s', (_, risky, safe) => {
    expect(() => JSON.parse(risky) as unknown).not.toThrow();
    expect(redacted(risky)).toBe(safe);
  });
});

describe('a command at the end of a string has no password there', () => {
  test.each([
    ['in an object', '{"a":[{"b":"mysql - -p"}]}', `{"a":[{"b":"mysql - -p'x'"}]}`, `{"a":[{"b":"mysql - -p'${T}'"}]}`],
    ['before a key', '{"a":"mysql -p","b":"c"}', '{"a":"mysql -px","b":"c"}', `{"a":"mysql -p${T}","b":"c"}`],
    ['in a list', '["mysql -p"],["b"]', '["mysql -p1"],["b"]', `["mysql -p${T}"],["b"]`],
    [
      'in a text in a text',
      String.raw`{"a":"{\"b\":\"mysql -p\"}","c":"d"}`,
      String.raw`{"a":"{\"b\":\"mysql -p\\\"x\\\"\"}","c":"d"}`,
      String.raw`{"a":"{\"b\":\"mysql -p\\\"${T}\\\"\"}","c":"d"}`,
    ],
    ['an open quote in it', '{"a":"mysql -p"}', `{"a":"mysql -p'x","b":1}`, `{"a":"mysql -p'${T}","b":1}`],
    ['an option', '{"a":"--password ","b":1}', '{"a":"--password x","b":1}', `{"a":"--password ${T}","b":1}`],
    ['an option with quotes', '["--password "]', `run --password "}x" db`, `run --password "${T}" db`],
    ['before a number', '{"a":["--password ",7],"b":1}', 'app --password ",7x" db', `app --password "${T}" db`],
    ['before a key and its number', '{"a":"--password ","b":1}', '--password ",b":1', `--password "${T}":1`],
    ['a number as its key', '{"--password ":1}', 'app --password ":1x" -v', `app --password "${T}" -v`],
    ['before a list', '["--password ",["x"]]', 'app --password ",[x" db', `app --password "${T}" db`],
    ['before an object', '["--password ",{"a":1}]', 'app --password ",{x}" db', `app --password "${T}" db`],
    ['before a word of JSON', '["mysql -p",null]', 'mysql -p",nul1" db', `mysql -p"${T}" db`],
    ['arguments', '["--password ","x1y2"],"b":1', '["--password","x1y2"],"b":1', `["--password","${T}"],"b":1`],
    ['arguments and a number', '["--password ",2]', '["--password",",b",2]', `["--password","${T}",2]`],
    ['a bracket begins the password', 'mysql -p""', 'mysql -p"}x" db', `mysql -p"${T}" db`],
  ])('%s', (_, stays, risky, safe) => {
    expect(redacted(stays)).toBe(stays);
    expect(redacted(risky)).toBe(safe);
  });
});
