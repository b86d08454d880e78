// Where a JSON pointer leads in YAML and JSON texts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from './locate.ts';
import { manifestText } from './testing/yaml-arbitrary.ts';
import { readYaml } from './yaml-read.ts';

type Format = 'yaml' | 'json';

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

/** The text of the node at a pointer. */
function nodeText(text: string, format: Format, pointer: string): string | undefined {
  const range = locate(text, format, pointer);
  if (range === undefined) return undefined;
  return text.slice(offsetOf(text, range.line, range.column), offsetOf(text, range.endLine, range.endColumn));
}

/** The same behind the text of its key, where it has one. */
function nodeAt(text: string, format: Format, pointer: string): string | undefined {
  const { keyLine, keyColumn } = locate(text, format, pointer) ?? {};
  const node = nodeText(text, format, pointer);
  if (keyLine === undefined || keyColumn === undefined) return node;
  return `${text.slice(offsetOf(text, keyLine, keyColumn)).split(':')[0] ?? ''}=${node ?? ''}`;
}

const YAML = `# a comment
kind: Secret   # another
metadata:
  name: 'db ü😀'
  labels: {app: web, "a/b": "c", d: }
spec:
- image: x
  args: [a, "b c"]
- - 1
  - |
    text
    more
-
on: true
a: 1
a: 2
empty:
`;

describe('YAML', () => {
  test.each<[string, string]>([
    ['', YAML.slice(YAML.indexOf('kind'), -1)],
    ['/kind', 'kind=Secret'],
    ['/metadata/name', "name='db ü😀'"],
    ['/metadata/labels', 'labels={app: web, "a/b": "c", d: }'],
    ['/metadata/labels/app', 'app=web'],
    ['/metadata/labels/a~1b', '"a/b"="c"'],
    ['/metadata/labels/d', 'd='],
    ['/spec/0', 'image: x\n  args: [a, "b c"]'],
    ['/spec/0/args/1', '"b c"'],
    ['/spec/1/0', '1'],
    ['/spec/1/1', '|\n    text\n    more\n'],
    ['/spec/2', ''],
    ['/true', 'on=true'],
    ['/a', 'a=2'],
    ['/empty', 'empty='],
  ])('%s', (pointer, node) => {
    expect(nodeAt(YAML, 'yaml', pointer)).toBe(node);
  });

  test.each<[string, string]>([
    ['/metadata/namespace', 'metadata'],
    ['/metadata/name/x', 'name'],
    ['/spec/7', 'spec'],
    ['/spec/x', 'spec'],
    ['/spec/01', 'spec'],
    ['/on', ''],
    ['/metadata/labels/app/__proto__', 'app'],
    ['/constructor', ''],
  ])('%s leads to the nearest parent', (pointer, key) => {
    const parents: Record<string, string> = {
      '': '',
      metadata: '/metadata',
      name: '/metadata/name',
      spec: '/spec',
      app: '/metadata/labels/app',
    };
    expect(locate(YAML, 'yaml', pointer)).toEqual(locate(YAML, 'yaml', parents[key] ?? ''));
  });

  test('places count UTF-16 units from 1, and ends are exclusive', () => {
    expect(locate(YAML, 'yaml', '/metadata/name')).toEqual({
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 17,
      keyLine: 4,
      keyColumn: 3,
    });
    expect(locate(YAML.replaceAll('\n', '\r\n'), 'yaml', '/spec/1/0')).toMatchObject({
      line: 9,
      column: 5,
      endColumn: 6,
    });
    expect(locate('? a\n: [b,\n  c]\n', 'yaml', '/a/1')).toEqual({ line: 3, column: 3, endLine: 3, endColumn: 4 });
  });

  const MERGED = `x: &x {p: 1, q: {r: 2}}
w: &w
  <<: *x
  s: 3
z:
  <<: [{p: 5}, *w]
  q: *x
k: !!str 12
t: &t | # c
  text
u:
  - &e
  - !!null
`;
  test.each<[string, string]>([
    ['/w/p', 'p=1'],
    ['/w/q/r', 'r=2'],
    ['/w/s', 's=3'],
    ['/z/p', 'p=5'],
    ['/z/s', 's=3'],
    ['/z/q', 'q=*x'],
    ['/z/q/q/r', 'r=2'],
    ['/k', 'k=12'],
    ['/t', 't=| # c\n  text\n'],
    ['/x', 'x={p: 1, q: {r: 2}}'],
  ])('%s, through aliases and merge keys', (pointer, node) => {
    expect(nodeAt(MERGED, 'yaml', pointer)).toBe(node);
  });

  test.each(['a: [', '', '# a\n', 'a: 1\n b: 2\n'])('%j has no places', (text) => {
    expect(locate(text, 'yaml', '/a')).toBeUndefined();
  });

  test.each(['a: &a [*a]\n', 'a: *b\n', 'a: &a {<<: *a}\n', '? *a\n: b\n'])('%j leads somewhere and ends', (text) => {
    expect(locate(text, 'yaml', '/a/0/0/b')).toBeDefined();
  });

  test('merge keys of merge keys end', () => {
    const chain = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} {<<: [*a${at}, *a${at}]}`).join('\n');
    expect(locate(`a0: &a0 {b: 1}\n${chain}\n`, 'yaml', '/a40/nothing')).toBeUndefined();
    expect(locate(`a0: &a0 {b: 1}\n${chain}\n`, 'yaml', '/a40/b')).toMatchObject({ line: 1, column: 13 });
  });

  test('every scalar of a document without anchors lies where its pointer leads', () => {
    fc.assert(
      fc.property(manifestText, (text) => {
        const { value, empty } = readYaml(text);
        fc.pre(value !== undefined && !empty && !/[&*]/.test(text));
        for (const [pointer, leaf] of leaves(value, '')) {
          const range = locate(text, 'yaml', pointer);
          expect(range).toBeDefined();
          if (typeof leaf === 'string' && /^[a-z]+$/i.test(leaf))
            expect(nodeText(text, 'yaml', pointer)).toContain(leaf[0]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function* leaves(value: unknown, pointer: string): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [pointer, value];
    return;
  }
  for (const [key, item] of Object.entries(value))
    yield* leaves(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

describe('JSON', () => {
  const text = '\n{"a": [1, {"b~/": "x\\"}]"}],\n "c": {"__proto__": [ ] }, "c": null, "\\u0064": 1.5 }\n';

  test.each<[string, string]>([
    ['', text.trim()],
    ['/a', '"a"=[1, {"b~/": "x\\"}]"}]'],
    ['/a/0', '1'],
    ['/a/1/b~0~1', '"b~/"="x\\"}]"'],
    ['/c', '"c"=null'],
    ['/d', '"\\u0064"=1.5'],
    ['/a/1/x', '{"b~/": "x\\"}]"}'],
    ['/a/2', '"a"=[1, {"b~/": "x\\"}]"}]'],
    ['/x', text.trim()],
  ])('%s', (pointer, node) => {
    expect(nodeAt(text, 'json', pointer)).toBe(node);
  });

  test('a key counts in UTF-16 units', () => {
    expect(locate('{"😀": {"ü": 1}}', 'json', '/😀/ü')).toEqual({
      line: 1,
      column: 14,
      endLine: 1,
      endColumn: 15,
      keyLine: 1,
      keyColumn: 9,
    });
  });

  test.each(['', '{', '{"a": }', '[1, 2'])('%j has no places', (broken) => {
    expect(locate(broken, 'json', '/a')).toBeUndefined();
  });

  test('every leaf lies where its pointer leads', () => {
    fc.assert(
      fc.property(fc.object(), fc.constantFrom(undefined, 2), (object, indent) => {
        const given = JSON.stringify(object, null, indent);
        for (const [pointer, leaf] of leaves(JSON.parse(given), '')) {
          expect(JSON.parse(nodeText(given, 'json', pointer) ?? '')).toEqual(leaf);
        }
      }),
      { numRuns: 50 },
    );
  });
});
