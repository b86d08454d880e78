// Positions that are kept equal those that are found by reading again.
import fc from 'fast-check';
import { locate } from '@watertight/syntax';
import { describe, expect, test } from 'vitest';
import { jsonNodes } from './json-nodes.ts';
import type { TextNode } from './json-nodes.ts';
import { KeptPositions } from './kept-positions.ts';
import type { Span } from './kept-positions.ts';
import { START } from './position.ts';
import { spansOf } from './spans.ts';
import { yamlNodes } from './yaml-nodes.ts';

function spans(text: string, nodes: readonly TextNode[]): Map<string, Span> {
  return new Map(spansOf(text, nodes, START));
}

function located(text: string, format: 'json' | 'yaml', pointer: string): Span | undefined {
  const range = locate(text, format, pointer);
  if (range === undefined) return undefined;
  const { line, column, endLine, endColumn } = range;
  return { line, column, endLine, endColumn };
}

const keys = fc.constantFrom('a', 'b', 'a/b', '~', 'ä😀', '"', 'x y', '');
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true, 1.5e3, 'text', 'ä"😀\n'), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
})).map;

describe('jsonNodes', () => {
  test('gives every node the place that locate finds', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const [pointer, span] of spans(text, jsonNodes(text)))
          expect(span).toEqual(located(text, 'json', pointer));
      }),
    );
  });

  test('of equal keys the last one counts', () => {
    const text = '{"a":1,\n"a":2}';
    const kept = new KeptPositions();
    const range = kept.store(spansOf(text, jsonNodes(text), START));
    expect(kept.find(range, '/a')).toEqual(located(text, 'json', '/a'));
  });
});

describe('yamlNodes', () => {
  test.each([
    ['blocks', 'a: 1\nb:\n- x\n- k: z\n  w: |\n    t\n    u\nc: {d: [1, "2"]}\n'],
    ['a list of lists', '- - a\n  - b\n- c\n'],
    ['JSON', '{"a": [1, {"b/c": null}]}'],
    ['anchors', 'a: &x {b: 1}\nc: *x\n'],
    ['empty values', 'a:\nb: \n- 1\n'],
    ['a scalar', 'text'],
    ['nothing', '# nothing\n'],
  ])('%s', (_, text) => {
    const nodes = yamlNodes(text);
    for (const [pointer, span] of spans(text, nodes))
      expect({ pointer, ...span }).toEqual({ pointer, ...located(text, 'yaml', pointer) });
  });
});

describe('KeptPositions', () => {
  const node = (pointer: string, line: number): [string, Span] => [
    pointer,
    { line, column: 1, endLine: line, endColumn: 2 },
  ];

  test('gives the nearest node around a pointer, of the right text', () => {
    const kept = new KeptPositions();
    const first = kept.store([node('', 1), node('/a', 2)]);
    const second = kept.store([node('', 7)]);
    expect([first, second].map((range) => kept.find(range, '/a/b/c')?.line)).toEqual([2, 7]);
    expect(kept.find(first, '/b')?.line).toBe(1);
    expect(kept.find(kept.store([]), '')).toBeUndefined();
  });

  test('finds each node of a large text, of equal ones the last', () => {
    const kept = new KeptPositions();
    const nodes = Array.from({ length: 5000 }, (_, index) => node(`/items/${index}`, index + 2));
    const range = kept.store([node('', 1), ...nodes, node('/items/7', 9999)]);
    for (const [pointer, { line }] of nodes)
      expect(kept.find(range, `${pointer}/x`)?.line).toBe(line === 9 ? 9999 : line);
    expect(kept.find(range, '/items/5000/x')?.line).toBe(1);
  });

  test('at the limit, roots are still kept', () => {
    const kept = new KeptPositions(3);
    const first = kept.store([node('', 1), node('/a', 2)]);
    expect(kept.isFull).toBe(false);
    const second = kept.store([node('', 3), node('/a', 4)]);
    expect(kept.isFull).toBe(true);
    const third = kept.store([node('', 5), node('/a', 6)]);
    expect([first, second, third].map((range) => kept.find(range, '/a')?.line)).toEqual([2, 3, 5]);
  });
});
