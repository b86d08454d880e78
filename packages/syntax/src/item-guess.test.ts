// With guesses, the scanner finds the same items as without them, however hostile the list.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from './json-item.ts';
import { JsonItemScanner } from './json-items.ts';
import type { ScanLimits } from './limits.ts';

interface Scan {
  readonly items: readonly (readonly [offset: number, text: string, line: number, index: number])[];
  readonly problems: readonly unknown[];
  /** Items that came with their value. */
  readonly guessed: number;
}

function valueOf(bytes: Uint8Array, from = 0, to = bytes.length): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8', from, to));
  } catch {
    return undefined;
  }
}

interface Way {
  readonly guess: boolean;
  readonly cut?: number;
  readonly limits?: Partial<ScanLimits>;
}

function scan(text: string, { guess, cut = 0, limits = {} }: Way): Scan {
  const scanner = new JsonItemScanner(limits, guess ? valueOf : undefined);
  const bytes = Buffer.from(text);
  const items: [number, string, number, number][] = [];
  let guessed = 0;
  for (const chunk of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
    for (const item of scanner.items(Uint8Array.from(chunk))) {
      const { offset, line, index, value } = item;
      items.push([offset, Buffer.from(bytesOf(item)).toString(), line, index]);
      if (value === undefined) continue;
      guessed++;
      expect(value).toEqual(valueOf(bytesOf(item)));
    }
  }
  scanner.end();
  return { items, problems: scanner.problems, guessed };
}

const pod = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  ...more,
});
const list = (items: readonly unknown[]): string => JSON.stringify({ apiVersion: 'v1', items, kind: 'List' });
const owner = { apiVersion: 'v1', kind: 'Node' };

describe('items are guessed', () => {
  test.each<[string, readonly unknown[], number]>([
    ['of one kind', [pod('a'), pod('b'), pod('c')], 2],
    ['of the API, without kinds', [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }], 1],
    ['of two kinds in turn', [pod('a'), { apiVersion: 'v1', data: {} }, pod('b'), { apiVersion: 'v1', data: {} }], 0],
    ['with their like inside', [pod('a', { list: [owner, owner] }), pod('b'), pod('c')], 1],
    ['with their like in a text', [pod('a', { text: '},{"apiVersion":"v1","kind":' }), pod('b')], 1],
    ['that are no objects', [1, 'a', null, [pod('a')]], 0],
  ])('%s', (_name, items, guessed) => {
    const text = list(items);
    expect(scan(text, { guess: true }).guessed).toBe(guessed);
    expect(scan(text, { guess: true }).items).toEqual(scan(text, { guess: false }).items);
  });

  test('never where lines must be counted', () => {
    const text = JSON.stringify([pod('a'), pod('b'), pod('c')], undefined, 2);
    expect(scan(text, { guess: true })).toEqual(scan(text, { guess: false }));
    const lines = list([pod('a'), pod('b')]).replace('"b"', '\n"b"');
    expect(scan(lines, { guess: true }).items).toEqual(scan(lines, { guess: false }).items);
  });

  test('within the limits', () => {
    const long = list([pod('a', { text: 'x'.repeat(100) }), pod('b')]);
    const limits = { itemLength: 100 };
    expect(scan(long, { guess: true, limits }).problems).toEqual(scan(long, { guess: false, limits }).problems);
    const deep = `${'['.repeat(600)}${' '.repeat(17_000)}${']'.repeat(600)}`;
    const text = `[{"apiVersion":"v1","kind":"Pod","x":${deep}},{"apiVersion":"v1","kind":"Pod"}]`;
    expect(scan(text, { guess: true }).problems).toEqual(scan(text, { guess: false }).problems);
    expect(scan(text, { guess: true }).problems).toHaveLength(1);
  });

  test('no more, once they were wrong too often', () => {
    const wrong = Array.from({ length: 20 }, (_, index) => pod(`p${index}`, { list: [owner, owner] }));
    const right = Array.from({ length: 50 }, (_, index) => pod(`q${index}`));
    expect(scan(list([...wrong, ...right]), { guess: true }).guessed).toBe(0);
    expect(scan(list([...right, ...wrong, ...right]), { guess: true }).guessed).toBeLessThan(60);
  });
});

const key = fc.constantFrom('apiVersion', 'kind', 'metadata', 'data', 'items', '__proto__', '');
const leaf = fc.constantFrom<unknown>('v1', '},{"apiVersion":"v1","kind":', '"', '\\', '\n', 1, null, true, 'ü');
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
    tie('value').map((inside) => ({ apiVersion: 'v1', kind: 'Pod', inside })),
  ),
}));

test('any list is read the same, whole, cut, broken or with spaces', () => {
  const text = fc
    .tuple(fc.array(anyValue, { maxLength: 8 }), fc.nat(3), fc.nat(), fc.constantFrom('', ' ', '\n', '}', ',', '"'))
    .map(([items, style, place, damage]) => {
      const whole = style === 0 ? JSON.stringify(items, undefined, 1) : list(items);
      const at = place % whole.length;
      return style === 1 ? whole.slice(0, at) + damage + whole.slice(at + 1) : whole;
    });
  fc.assert(
    fc.property(text, fc.nat(), (json, place) => {
      const cut = place % (Buffer.byteLength(json) + 1);
      const plain = scan(json, { guess: false });
      for (const way of [{ guess: true }, { guess: true, cut }]) {
        const { items, problems } = scan(json, way);
        expect(items).toEqual(plain.items);
        expect(problems).toEqual(plain.problems);
      }
    }),
    { numRuns: 2000 },
  );
});
