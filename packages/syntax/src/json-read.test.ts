// What the JSON reader takes, and where it says a text is broken.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from './json-read.ts';

test.each(['{}', '[]', 'null', ' "a" ', '-1.5e+3', '{"a":[1,{"b":null}],"a":2}', '"\\u0041\\n"', '[true,false]'])(
  '%s is read as JSON.parse reads it',
  (text) => {
    expect(readJson(text)).toEqual({ value: JSON.parse(text) as unknown, problems: [] });
  },
);

test('the keys __proto__ and constructor are keys like others', () => {
  const { value } = readJson('{"__proto__":{"a":1},"constructor":2}');
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

const INVALID = 'not valid JSON';
const TRUNCATED = 'the input ends inside a value';

describe('a broken text is reported with its place', () => {
  test.each<[string, string, number, number]>([
    ['', TRUNCATED, 1, 1],
    [' \n ', TRUNCATED, 2, 2],
    ['{"a":', TRUNCATED, 1, 6],
    ['{"a":1', TRUNCATED, 1, 7],
    ['[1,', TRUNCATED, 1, 4],
    ['"abc', TRUNCATED, 1, 5],
    ['"a\\', INVALID, 1, 3],
    ['{"a":1}\n}', INVALID, 2, 1],
    ['{"a":1}{', INVALID, 1, 8],
    ['[1 2]', INVALID, 1, 4],
    ['[1,]', INVALID, 1, 4],
    ['{"a" 1}', INVALID, 1, 6],
    ['{a:1}', INVALID, 1, 2],
    ['{"a":tru}', INVALID, 1, 6],
    ['{"a":01}', INVALID, 1, 7],
    ['{"a":1.}', INVALID, 1, 7],
    ['[+1]', INVALID, 1, 2],
    ['["a\nb"]', INVALID, 1, 4],
    ['["\\q"]', INVALID, 1, 3],
    ['["\\u12"]', INVALID, 1, 3],
    ["['a']", INVALID, 1, 2],
    ['[1]]', INVALID, 1, 4],
    ['{"a":1]', INVALID, 1, 7],
    ['["é😀", x]', INVALID, 1, 9],
  ])('%j', (text, reason, line, column) => {
    expect(readJson(text)).toEqual({ value: undefined, problems: [{ reason, line, column, fatal: true }] });
  });
});

test('it takes what JSON.parse takes, and nothing else', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    'a',
    ':',
    ',',
    '1',
    '-',
    '.',
    'e',
    '0',
    'true',
    'null',
    ' ',
    '\n',
    '\\',
    '"a"',
    '"a":',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.tuple(fc.json(), fc.nat(), piece).map(([json, at, extra]) => json.slice(0, at % (json.length + 1)) + extra),
  );
  fc.assert(
    fc.property(text, (given) => {
      let expected: unknown;
      try {
        expected = JSON.parse(given);
      } catch {
        expected = undefined;
      }
      const { value, problems } = readJson(given);
      expect(value).toEqual(expected);
      expect(problems.length).toBe(expected === undefined ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});

describe('limits', () => {
  test.each([
    [5, 1],
    [4, 1],
    [3, 0],
  ])('documentLength %d for a text of 4', (documentLength, values) => {
    expect([readJson('[10]', { documentLength }).value].filter((value) => value !== undefined)).toHaveLength(values);
  });

  test.each([
    [4, undefined],
    [3, undefined],
    [2, { reason: 'the document is nested deeper than the limit depth', line: 1, column: 7, fatal: true }],
  ])('depth %d for a text that is 3 deep', (depth, problem) => {
    expect(readJson('[{"a":[]}, "[[[["]', { depth }).problems[0]).toEqual(problem);
  });

  test('100,000 levels are a problem and no crash', () => {
    expect(readJson('['.repeat(100_000)).problems[0]?.reason).toBe(
      'the document is nested deeper than the limit depth',
    );
  });
});
