// Asks the real kubectl how it types plain scalars and keys, and compares. Skipped, with the reason, where kubectl is missing.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readYaml } from './yaml-read.ts';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

/** What kubectl makes of a document's `data`; undefined where it refuses the document. */
function kubectlData(yaml: string): unknown {
  const args = ['label', '--local', '-f', '-', '-o', 'json', 'x=y'];
  const run = spawnSync('kubectl', args, {
    input: HEAD + yaml,
    encoding: 'utf8',
    env: { ...process.env, KUBECONFIG: '' },
  });
  return run.status === 0 ? (JSON.parse(run.stdout) as { data: unknown }).data : undefined;
}

const hasKubectl = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' }).status === 0;

/** The words of a text. */
function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const WORDS = words(`
  y Y yes Yes YES yEs n N no No NO nO true True TRUE tRUE false False FALSE on On ON oN off Off OFF null Null NULL
  nULL ~ ~~ none nil t f name = <<
`);
const INTEGERS = words(`
  0 -0 +0 1 +1 -1 0777 0o17 0O17 -0o17 08 09 0778 00 007 1_000 1__0 _1 1_ +_1 0x1F 0X1f -0x1F 0x 0xG 0x_1 0b11
  0B11 -0b11 0b12 0b 0b+10 0b-10 0b_+100 -0b-1 0B+1 0b-0 0o8 0_7 9007199254740993 9223372036854775807
  9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616
  +18446744073709551615 0xFFFFFFFFFFFFFFFF 0x1FFFFFFFFFFFFFFFF 01777777777777777777777 07777777777777777777777
  0b1111 123456789012345678901234567890 --1 +-1 - + 1-2 1+2
`);
const FLOATS = words(`
  1.5 -1.5 +1.5 1. -1. .5 -.5 +.5 . .. ...5 .5. 1.5.2 1e3 1E3 1e+3 1e-3 1.e3 .5e3 1e e3 1e3.5 1e400 -1e400 1e-400
  .5e400 1_0.5 1.5_0 .5_0 ._5 .5__0 .5_ .5e1_0 .5_e1 -.5_0 -1e-50 1e1_0 0.1 1.0 100.0 0x1p-2 0x1.8 1,5
  0.30000000000000004 1e308 5e-324 1.7976931348623157e308 01.5 00.5 -0.0 1.0e+05 Infinity NaN inf nan .in .na .INf
  -.nan +.nan .e3 .1e
`);
const TIMES = words(`
  12:30:45 12:30 1:2:3.5 2001-01-01 2001-1-1 2001-01-01T00:00:00Z 2001-01 20010101 1.2.3 1.2.3.4 10.0.0.0/8 1Gi
  100m 5s 1e 0xabcdefg
`);
const SCALARS = [...WORDS, ...INTEGERS, ...FLOATS, ...TIMES, '1 000', '2001-01-01 00:00:00'];
const REFUSED = words('.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF');

describe.skipIf(!hasKubectl)('plain scalars are typed as kubectl does (needs kubectl on the path)', () => {
  test('a list of values', () => {
    const yaml = `data:\n${SCALARS.map((text) => `- ${text}\n`).join('')}`;
    const ours = (readYaml(yaml).value as { data: unknown[] }).data;
    const theirs = kubectlData(yaml) as unknown[];
    expect(SCALARS.map((text, index) => [text, ours[index]])).toEqual(
      SCALARS.map((text, index) => [text, theirs[index]]),
    );
  });

  test('the same on the general reader', () => {
    const yaml = `data: &anchor\n${SCALARS.map((text) => `- ${text}\n`).join('')}`;
    const result = readYaml(yaml);
    expect(result.reader).toBe('general');
    expect((result.value as { data: unknown[] }).data).toEqual(kubectlData(yaml));
  });

  test.each(REFUSED)('%s is refused and reported', (text) => {
    const result = readYaml(`data: [${text}]\n`);
    expect(kubectlData(`data: [${text}]\n`)).toBeUndefined();
    expect(result.value).toEqual({ data: [text] });
    expect(result.problems).toMatchObject([
      { reason: 'a number is not finite, which kubectl refuses; kept as text', fatal: false },
    ]);
  });
});

/** Scalars that kubectl refuses as keys. */
const NO_KEYS = words(
  'null Null NULL ~ << 18446744073709551615 9223372036854775808 0xFFFFFFFFFFFFFFFF 01777777777777777777777',
);
const FLOAT_KEYS = words(`
  1e6 999999 1e5 1234567.5 123456.5 1e-5 1e-4 0.00012345 1e20 1e21 1e22 16777217.0 3.4028235e38 3.5e38 -3.5e38 1e-45 1e-46
  0.1 1.1 1.10 3.14159265358979 123456789.123 -1.5 2e0 1.5e3 5e-1
`);
const OTHER_KEYS = ['"1"', "'yes'", '"null"', '""', '"a b"', 'a b', '__proto__', 'constructor', 'a.b/c', '"\\u0041"'];
const KEYS = [...SCALARS.filter((text) => !NO_KEYS.includes(text)), ...REFUSED, ...FLOAT_KEYS, ...OTHER_KEYS];

describe.skipIf(!hasKubectl)('keys are written as kubectl does (needs kubectl on the path)', () => {
  test('a list of keys', () => {
    const yaml = `data:\n${KEYS.map((key) => `- ${key}: v\n`).join('')}`;
    const ours = (readYaml(yaml).value as { data: object[] }).data;
    const theirs = kubectlData(yaml) as object[];
    expect(KEYS.map((key, index) => [key, ours[index]])).toEqual(KEYS.map((key, index) => [key, theirs[index]]));
  });

  test.each(['null', '~', '18446744073709551615', '9223372036854775808', '? [a]\n  ', '? {a: b}\n  '])(
    '%s is refused and reported',
    (key) => {
      const yaml = `data:\n  ${key}: v\n`;
      expect(kubectlData(yaml)).toBeUndefined();
      expect(readYaml(yaml).problems.map(({ fatal }) => fatal)).toEqual([false]);
    },
  );
});

const STRUCTURES: readonly (readonly [string, string])[] = [
  ['merge over what came before', 'x: &a {p: 1, q: 2}\ndata:\n  p: before\n  <<: *a\n  q: after\n'],
  ['merge of a list', 'x: &a {p: 1, q: 2}\ny: &b {p: 3, r: 4}\ndata:\n  <<: [*a, *b]\n'],
  ['two merge keys', 'x: &a {p: 1, q: 2}\ny: &b {p: 3, r: 4}\ndata:\n  <<: *a\n  <<: *b\n'],
  ['merge of a mapping that merges', 'x: &a {p: 1}\ny: &b\n  <<: *a\n  q: 2\ndata:\n  <<: *b\n'],
  ['quoted merge key', 'x: &a {p: 1, q: 2}\ndata:\n  "<<": *a\n'],
  ['merge of a mapping in place', 'data:\n  <<: {p: 1}\n  q: 2\n'],
  ['non-specific tag', 'data:\n  k: ! 12\n'],
  ['int tag on a quoted scalar', 'data:\n  k: !!int "12"\n'],
  ['str tag', 'data:\n  k: !!str 12\n'],
  ['float tag', 'data:\n  k: !!float 12\n'],
  ['own tag on a scalar', 'data:\n  k: !foo 12\n'],
  ['own tag on a mapping', 'data:\n  k: !foo {a: 1}\n'],
  ['set tag', 'data:\n  k: !!set {a}\n'],
  ['binary tag', 'data:\n  k: !!binary aGk=\n'],
  ['binary tag on a literal', 'data:\n  k: !!binary |\n    aGk=\n'],
  ['binary tag that is not UTF-8', 'data:\n  k: !!binary /w==\n'],
  ['timestamp tag', 'data:\n  k: !!timestamp 2001-01-01\n'],
  ['bool tag', 'data:\n  k: !!bool "yes"\n'],
  ['null tag', 'data:\n  k: !!null ""\n  l: !!null\n'],
  ['str tag on nothing', 'data:\n  k: !!str\n'],
  ['verbatim tag', 'data:\n  k: !<tag:yaml.org,2002:str> 12\n'],
  ['anchor on nothing', 'data:\n  k: &a\n  l: *a\n'],
  ['duplicate key, the last counts', 'data:\n  a: 1\n  a: 2\n'],
  // `1` beside `"1"` is left out: kubectl keeps now the one, now the other, as Go's maps have no order.
  ['tagged keys', 'data:\n  !!int 5: a\n  !!str 6: b\n'],
  ['explicit key', 'data:\n  ? a\n  : b\n'],
  ['alias as key', 'data:\n  &x k: 1\n  *x : 2\n'],
  ['tab after a colon', 'data:\n  k:\ta\n'],
  ['pairs in a flow sequence', 'data: [a:b, a: b, "a":b]\n'],
  ['flow over lines', 'data:\n  k: [\n    a,\n    b\n   ]\n'],
  ['folding', 'data:\n  k: >-\n    a\n    b\n\n     c\n    d\n'],
  ['double-quoted over lines', 'data:\n  k: "a\n    b\n\n    c"\n'],
  ['plain over lines', 'data:\n  k: a\n    b\n\n    c # d\n'],
  ['literal with indicator', 'data:\n  k: |2-\n      a\n    b\n'],
  ['keep', 'data:\n  k: |+\n    a\n\n  l: 1\n'],
  ['document end', 'data:\n  k: a\n...\n'],
  ['nothing', 'data:\n'],
];

describe.skipIf(!hasKubectl)('structure is read as kubectl does (needs kubectl on the path)', () => {
  test.each(STRUCTURES)('%s', (_name, yaml) => {
    const value = readYaml(HEAD + yaml).value as { data: unknown };
    expect(kubectlData(yaml)).toBeDefined();
    expect(value.data).toEqual(kubectlData(yaml));
  });

  const refused: readonly (readonly [string, string, string])[] = [
    [
      'merge of a number',
      'data:\n  <<: 3\n  q: 2\n',
      'a merge key needs a mapping or a list of mappings, else kubectl refuses; not merged',
    ],
    [
      'merge of a list with a number',
      'data:\n  <<: [3]\n',
      'a merge key needs a mapping or a list of mappings, else kubectl refuses; not merged',
    ],
    [
      'int tag on a word',
      'data:\n  k: !!int foo\n',
      'a value does not fit its tag, which kubectl refuses; kept as text',
    ],
    [
      'binary tag on other text',
      'data:\n  k: !!binary "%%"\n',
      'a value does not fit its tag, which kubectl refuses; kept as text',
    ],
    ['an anchor in itself', 'data: &a\n  k: *a\n', 'an anchor contains itself'],
    ['an unknown anchor', 'data: *a\n', 'an alias names no anchor before it'],
    ['a tab as indentation', 'data:\n\tk: a\n', 'a tab stands where indentation is expected'],
    ['an indicator at the start', 'data:\n  k: @a\n', 'wrong indentation'],
  ];
  test.each(refused)('%s is refused and reported', (_name, yaml, reason) => {
    expect(kubectlData(yaml)).toBeUndefined();
    expect(readYaml(HEAD + yaml).problems).toMatchObject([{ reason }]);
  });
});
