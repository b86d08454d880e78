// What one YAML document says, what is reported of a bad one, and the limits.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASON } from './problem.ts';
import { readYaml } from './yaml-read.ts';

const problemsOf = (text: string): unknown[] =>
  readYaml(text).problems.map(({ reason, line, column, fatal }) => [reason, line, column, fatal]);

describe('values, with twins that read otherwise', () => {
  test.each<[string, unknown]>([
    ['a: yes', { a: true }],
    ['a: "yes"', { a: 'yes' }],
    ['a: yes!', { a: 'yes!' }],
    ['a: 0777', { a: 511 }],
    ["a: '0777'", { a: '0777' }],
    ['a: 0888', { a: 888 }],
    ['a: 12:30:45', { a: '12:30:45' }],
    ['a: 1_000', { a: 1000 }],
    ['a:', { a: null }],
    ['a: ""', { a: '' }],
    ['a: ~', { a: null }],
    ['a: ~b', { a: '~b' }],
    ['a: #b', { a: null }],
    ['a: b#c', { a: 'b#c' }],
    ['a: b #c', { a: 'b' }],
    ['a: -', { a: null }],
    ['a: -b', { a: '-b' }],
    ['- a\n- b', ['a', 'b']],
    ['-a\n-b', '-a -b'],
    ['a: |\n  b\n  c\n', { a: 'b\nc\n' }],
    ['a: >\n  b\n  c\n', { a: 'b c\n' }],
    ['a: |-\n  b\n', { a: 'b' }],
    ['a: |+\n  b\n\n', { a: 'b\n\n' }],
    ['a: |2\n   b\n', { a: ' b\n' }],
    ['a: "b\\n"', { a: 'b\n' }],
    ["a: 'b\\n'", { a: 'b\\n' }],
    ['a: [b, 1, {c: ~}]', { a: ['b', 1, { c: null }] }],
    ['a: [b: c]', { a: [{ b: 'c' }] }],
    ['a: {b:c}', { a: { 'b:c': null } }],
    ['a: {b: c}', { a: { b: 'c' } }],
    ['"a": 1', { a: 1 }],
    ['"a" : 1', { a: 1 }],
    ['a : 1', { a: 1 }],
    ['1: a', { '1': 'a' }],
    ['on: a', { true: 'a' }],
    ['"on": a', { on: 'a' }],
    ['1.50: a', { '1.5': 'a' }],
    ['constructor: a', { constructor: 'a' }],
    ['a: &x {b: 1}\nc:\n  <<: *x\n  b: 2', { a: { b: 1 }, c: { b: 2 } }],
    ['a: {b: 1}\nc:\n  "<<": x', { a: { b: 1 }, c: { '<<': 'x' } }],
    ['--- a', 'a'],
    ['---\na: 1\n...\n', { a: 1 }],
    ['a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
  ])('%j', (text, value) => {
    const result = readYaml(text);
    // `a: -` alone is a sequence where only a scalar may stand.
    if (text === 'a: -') expect(result.problems).toMatchObject([{ reason: REASON.indentation, fatal: true }]);
    else expect(result).toMatchObject({ value, empty: false, problems: [] });
  });
});

test.each(['', '\n', '# a\n', '---\n', '--- # a\n', '---\n...\n', '...\n', '%YAML 1.2\n---\n'])(
  '%j is empty',
  (text) => {
    expect(readYaml(text)).toMatchObject({ value: null, empty: true, problems: [] });
  },
);

test.each(['~\n', '""\n', 'null\n', '--- !!null\n', '--- &a\n'])('%j is not empty', (text) => {
  expect(readYaml(text).empty).toBe(false);
});

test.each([
  '__proto__: {a: 1}\nb: 2\n',
  '{__proto__: {a: 1}, b: 2}\n',
  '"__proto__": {a: 1}\nb: 2\n',
  '&x __proto__: {a: 1}\nb: 2\n',
  'x: &m {"__proto__": {a: 1}}\n<<: *m\n',
])('%j has an own key __proto__ and the prototype of every object', (text) => {
  const value = readYaml(text).value as object;
  expect(Object.keys(value)).toContain('__proto__');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.getPrototypeOf((readYaml('a: {}').value as { a: object }).a)).toBe(Object.prototype);
});

describe('problems stand at their places', () => {
  test.each<[string, unknown[]]>([
    ['a: 1\nb: 2\na: 3\n', [[REASON.duplicateKey, 3, 1, false]]],
    ['a: 1\n"a": 2\n', [[REASON.duplicateKey, 2, 1, false]]],
    ['"a": 1\na: 2\n', [[REASON.duplicateKey, 2, 1, false]]],
    ['1: 1\n0x1: 2\n', [[REASON.duplicateKey, 2, 1, false]]],
    ['0x1: 1\n1: 2\n', [[REASON.duplicateKey, 2, 1, false]]],
    ['a: {b: 1, b: 2}\n', [[REASON.duplicateKey, 1, 11, false]]],
    ['a: {a: 1}\nb: {a: 1}\n', []],
    ['a:\n  b: {a: 1}\na: 1\n', [[REASON.duplicateKey, 3, 1, false]]],
    ['a: &x 1\na: *x\n', [[REASON.duplicateKey, 2, 1, false]]],
    ['a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n', []],
    ['ü: .inf\n', [[REASON.notFinite, 1, 4, false]]],
    ['null: 1\n', [[REASON.nullKey, 1, 1, false]]],
    ['18446744073709551615: 1\n', [[REASON.hugeKey, 1, 1, false]]],
    ['a:\n  ? [b]\n  : c\n', [[REASON.complexKey, 2, 5, false]]],
    ['a: !!int b\n', [[REASON.tagMismatch, 1, 10, false]]],
    ['a: 1\n---\nb: 2\n', [[REASON.secondDocument, 4, 1, false]]],
    ['a: 1\n b: 2\n', [[REASON.indentation, 2, 3, true]]],
    ['a: *b\n', [[REASON.anchorUnknown, 1, 4, true]]],
    ['a: &b [*b]\n', [[REASON.anchorCycle, 1, 8, true]]],
    ['a: "b\n', [[REASON.truncated, 2, 1, true]]],
    ['a: "\\q"\n', [[REASON.quoted, 1, 6, true]]],
    ['a: [b\n', [[REASON.truncated, 2, 1, true]]],
    ['a: [b c: d}\n', [[REASON.flow, 1, 11, true]]],
    ['a:\n\tb: 1\n', [[REASON.tab, 2, 1, true]]],
    ['a: \u0001\n', [[REASON.control, 1, 4, true]]],
    ['a: 1\n\0', [[REASON.control, 2, 1, true]]],
    ['%YAML 2.0\n---\na\n', [[REASON.directive, 2, 1, true]]],
    ['a: !<x y\n', [[REASON.truncated, 2, 1, true]]],
    ['a: !<x y> z\n', [[REASON.tag, 1, 10, true]]],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test('repeated keys are found where more keys are read than are remembered', () => {
  const keys = Array.from({ length: 10_000 }, (_, at) => `k${at}: {k${at + 1}: 1}\n`).join('');
  expect(readYaml(keys).problems).toEqual([]);
  expect(readYaml(keys + keys).problems).toHaveLength(10_000);
  expect(readYaml(`a:\n  ${keys.replaceAll('\n', '\n  ')}\nb: 1\na: 2\n`).problems).toHaveLength(1);
});

describe('limits', () => {
  test.each([
    ['above', 8, []],
    ['at', 7, []],
    ['below', 6, [[REASON.limitLength, 1, 7, true]]],
  ])('documentLength %s the length', (_name, documentLength, problems) => {
    expect(
      readYaml('a: bcd\n', { documentLength }).problems.map(({ reason, line, column, fatal }) => [
        reason,
        line,
        column,
        fatal,
      ]),
    ).toEqual(problems);
  });

  test.each([
    ['above', 7, []],
    ['at', 6, []],
    ['below', 5, [[REASON.limitLine, 2, 6, true]]],
  ])('lineLength %s the longest line', (_name, lineLength, problems) => {
    expect(
      readYaml('x: 1\na: bcd\nb: 2\n', { lineLength }).problems.map(({ reason, line, column, fatal }) => [
        reason,
        line,
        column,
        fatal,
      ]),
    ).toEqual(problems);
  });

  const DEEP: readonly [string, string][] = [
    ['block mappings', 'a:\n  b:\n    c: 1\n'],
    ['block sequences', '- - - 1\n'],
    ['flow collections', '[{a: [1]}]\n'],
    ['the general reader', '&x [{a: [1]}]\n'],
    ['an alias', 'a: &x [[1]]\nb: *x\n'],
  ];
  test.each(DEEP)('depth of %s', (_name, text) => {
    const reasonAt = (depth: number): string | undefined => readYaml(text, { depth }).problems[0]?.reason;
    expect([reasonAt(4), reasonAt(3), reasonAt(2)]).toEqual([undefined, undefined, REASON.limitDepth]);
  });

  test.each([
    [5, undefined],
    [4, undefined],
    [3, REASON.limitAliases],
  ])('aliasNodes %d where aliases stand for 4', (aliasNodes, reason) => {
    expect(readYaml('a: &x [1]\nb: *x\nc: [*x]\n', { aliasNodes }).problems[0]?.reason).toBe(reason);
  });
});

describe('hostile texts end as a problem', () => {
  const bomb = Array.from({ length: 40 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
  test.each<[string, string, string]>([
    [
      '10,000 block mappings',
      Array.from({ length: 10_000 }, (_, level) => `${' '.repeat(level % 3000)}a:`).join('\n'),
      REASON.limitDepth,
    ],
    ['10,000 dashes', '- '.repeat(10_000), REASON.limitDepth],
    ['10,000 brackets', '['.repeat(10_000), REASON.limitDepth],
    ['10,000 brackets on as many lines', '[\n'.repeat(10_000), REASON.limitDepth],
    ['10,000 complex keys', '? '.repeat(10_000), REASON.limitDepth],
    ['an alias bomb', `a0: &a0 [x]\n${bomb.join('\n')}\n`, REASON.limitAliases],
    ['a line of 17 MB', `a: ${'b'.repeat(17_000_000)}\n`, REASON.limitLine],
    ['a tag of 15 MB', `!${'a'.repeat(15_000_000)} b\n`, REASON.tooComplex],
  ])('%s', (_name, text, reason) => {
    const { value, problems } = readYaml(text);
    expect([value, problems.length, problems[0]?.reason]).toEqual([undefined, 1, reason]);
  });

  test.each<[string, string]>([
    ['spaces in a quoted scalar of two lines', `- 'a${' '.repeat(1_000_000)}b\n   c'\n`],
    ['digits', '1'.repeat(1_000_000)],
    ['digits behind a dot', `.${'5'.repeat(1_000_000)}`],
    ['escapes', `"${'\\n'.repeat(200_000)}"`],
    ['base64', `!!binary ${'A'.repeat(1_000_000)}`],
    ['repeated keys', 'a: 1\n'.repeat(100_000)],
    ['anchors', Array.from({ length: 20_000 }, (_, at) => `k${at}: &a${at} 1`).join('\n')],
  ])('a million %s are read', (_name, text) => {
    expect(readYaml(text).value).toBeDefined();
  });
});

describe('no problem quotes the text', () => {
  const MARK = 'MARKEDvalueMARKED';
  const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: "${MARK}"\n  other: ${MARK}\n  long: |\n    ${MARK}\n  tagged: !!int ${MARK}\n  anchored: &${MARK} [*${MARK}]\n`;
  const reasons = new Set<string>(Object.values(REASON));

  test('broken at every character', () => {
    for (let at = 0; at <= secret.length; at++) {
      for (const piece of ['', '"', '\t', '{', ': ', '*', '!', '\0', '\n ']) {
        for (const { reason } of readYaml(secret.slice(0, at) + piece + secret.slice(at + 1)).problems) {
          expect(reasons.has(reason)).toBe(true);
        }
      }
    }
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const { reason } of readYaml(text).problems) expect(reasons.has(reason)).toBe(true);
      }),
    );
  });
});
