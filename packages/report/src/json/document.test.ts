// Key order, lines and reader sets of the JSON formats.
import type { AssetReaders, Path, Reader, ScanResult } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import type { WhoCanReadStream } from '../input/result.ts';
import { WHO_CAN_READ } from '../testing/seed-answers.ts';
import { DIRECT, GET_STEP, SCAN } from '../testing/seed-backend.ts';
import { jsonDocument } from './document.ts';
import { encode, encodeString } from './encode.ts';
import { assetLines, ndjson } from './lines.ts';

describe('encode', () => {
  it('equals JSON.stringify where no order is asked for', () => {
    const value = { b: [1, [], {}, null, true, 'x'], a: { nested: { deep: [{ x: 1 }] } }, empty: {} };
    expect(encode(value, undefined, '\n')).toBe(JSON.stringify(value, null, 2));
    expect(encode(value)).toBe(JSON.stringify(value));
  });

  it('writes the keys of a shape first and the others by name', () => {
    expect(encode({ z: 1, b: 2, a: 3, y: 4 }, { keys: ['b', 'a'] })).toBe('{"b":2,"a":3,"y":4,"z":1}');
    expect(encode({ z: 1, __proto__x: 2, constructor: 3 }, { keys: [], sorted: true })).toBe(
      '{"__proto__x":2,"constructor":3,"z":1}',
    );
  });

  it('keeps a key named __proto__', () => {
    expect(encode(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('escapes what a terminal acts on and reads back the same', () => {
    const text = 'a\u009b2J\u202e\u2028\u{e0041}\ud800\u001b';
    expect(encodeString(text)).toBe(String.raw`"a\u009b2J\u202e\u2028\udb40\udc41\ud800\u001b"`);
    expect(JSON.parse(encodeString(text))).toBe(text);
  });
});

describe('jsonDocument', () => {
  it('is the same text whatever order the result was built in', () => {
    const shuffled = Object.fromEntries(Object.entries(SCAN).toReversed()) as unknown as ScanResult;
    expect([...jsonDocument(shuffled)].join('')).toBe([...jsonDocument(SCAN)].join(''));
    expect([...jsonDocument(SCAN)].join('')).toMatch(
      /^\{\n {2}"schema": "watertight\/v1",\n {2}"kind": "scan",\n {2}"summary": \{/,
    );
  });

  it('hands over one item at a time', () => {
    expect(Math.max(...[...jsonDocument(SCAN)].map((part) => part.length))).toBeLessThan(3_000);
  });

  it('streams assets that come one by one', () => {
    let given = 0;
    const assets = function* (): Iterable<AssetReaders> {
      for (given = 1; given < 4; given += 1)
        yield { asset: `secret:a/${given}`, inInput: true, readers: [], unknown: [] };
    };
    const parts = jsonDocument({ ...WHO_CAN_READ, assets: assets() })[Symbol.iterator]();
    let text = '';
    while (!text.includes('secret:a/1')) text += parts.next().value as string;
    expect(given).toBe(1);
  });
});

function readers(asset: string, change: (path: Path) => Path = (path) => path): AssetReaders {
  const path = change({
    ...DIRECT,
    id: `p-${asset}`,
    to: asset,
    steps: [{ ...GET_STEP, to: asset, because: `get ${asset}` }],
  });
  const reader: Reader = {
    id: path.from,
    certainty: path.certainty,
    hops: path.hops,
    expected: false,
    declared: false,
    path,
  };
  return { asset, inInput: true, readers: [reader], unknown: [] };
}

function refs(...assets: AssetReaders[]): (string | undefined)[] {
  const stream: WhoCanReadStream = { ...WHO_CAN_READ, assets };
  return [...assetLines(stream)].map((line) => (JSON.parse(line) as { readersRef?: string }).readersRef);
}

describe('assetLines', () => {
  it('names the earlier asset when readers and ways are the same', () => {
    expect(refs(readers('secret:a/x'), readers('secret:a/y'), readers('secret:a/z'))).toEqual([
      undefined,
      'secret:a/x',
      'secret:a/x',
    ]);
  });

  it.each<[string, (path: Path) => Path]>([
    ['technique', (path) => ({ ...path, steps: path.steps.map((step) => ({ ...step, technique: 'A2' })) })],
    [
      'evidence',
      (path) => ({ ...path, steps: path.steps.map((step) => ({ ...step, evidence: step.evidence.slice(1) })) }),
    ],
    ['severity', (path) => ({ ...path, severity: 'low' })],
    [
      'condition',
      (path) => ({
        ...path,
        steps: path.steps.map((step) => ({ ...step, conditions: [{ text: 'if', settledBy: 'x' }] })),
      }),
    ],
  ])('keeps readers apart that differ in %s', (_, change) => {
    expect(refs(readers('secret:a/x'), readers('secret:a/y', change))).toEqual([undefined, undefined]);
  });

  it('never refers to an empty or a cut set that is not the same', () => {
    const empty = { ...readers('secret:a/x'), readers: [] };
    expect(refs(empty, { ...empty, asset: 'secret:a/y' })).toEqual([undefined, undefined]);
    expect(refs(readers('secret:a/x'), { ...readers('secret:a/y'), truncated: true })).toEqual([undefined, undefined]);
  });

  it('writes one asset a line and nothing else', () => {
    expect([...ndjson(WHO_CAN_READ)]).toHaveLength(WHO_CAN_READ.assets.length);
  });
});
