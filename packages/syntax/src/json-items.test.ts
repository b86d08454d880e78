// What the scanner finds in lists, arrays and streams, however the bytes are cut, and what it says of broken ones.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from './json-item.ts';
import { JsonItemScanner } from './json-items.ts';
import type { ScanLimits } from './limits.ts';

interface Scan {
  readonly items: readonly (readonly [index: number, text: string, line: number])[];
  readonly headers: readonly unknown[];
  readonly problems: readonly (readonly [reason: string, offset: number, line: number])[];
}

/** Scans a text in chunks that end before the given offsets. */
function scan(input: string | Uint8Array, cuts: readonly number[] = [], limits: Partial<ScanLimits> = {}): Scan {
  const bytes = Buffer.from(input);
  const scanner = new JsonItemScanner(limits);
  const items: [number, string, number][] = [];
  const headers: unknown[] = [];
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    // A copy that is wiped afterwards, as where a file is read into one buffer again and again.
    const chunk = Uint8Array.from(bytes.subarray(start, end));
    for (const item of scanner.items(chunk)) {
      expect(bytes.subarray(item.offset, item.offset + item.length).equals(bytesOf(item))).toBe(true);
      items.push([item.index, Buffer.from(bytesOf(item)).toString(), item.line]);
      headers.push(item.header);
    }
    chunk.fill(0x21);
    start = end;
  }
  scanner.end();
  return { items, headers, problems: scanner.problems.map(({ reason, offset, line }) => [reason, offset, line]) };
}

const textsOf = (input: string): string[] => scan(input).items.map(([, text]) => text);

describe('items', () => {
  test.each<[string, string, string[]]>([
    [
      'of a List with items last',
      '{"kind":"List","apiVersion":"v1","items":[{"a":1},{"b":2}]}',
      ['{"a":1}', '{"b":2}'],
    ],
    ['of a List with items first', '{"items":[{"a":1}],"kind":"List"}', ['{"a":1}']],
    ['of a list with nothing in it', '{"kind":"List","items":[]}', []],
    ['of an array', '[{"a":1}, 2, "x", null, [3]]', ['{"a":1}', '2', '"x"', 'null', '[3]']],
    ['of values one after another', '{"a":1}{"b":2}\n[3]\n', ['{"a":1}', '{"b":2}', '3']],
    ['of lines', '{"a":1}\n{"b":2}\r\n\n{"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
    [
      'with brackets and escapes in strings',
      '[{"a":"}]\\"]{"},{"\\\\":"\\\\"}]',
      ['{"a":"}]\\"]{"}', '{"\\\\":"\\\\"}'],
    ],
    ['where items is no array', '{"kind":"List","items":null}', ['{"kind":"List","items":null}']],
    ['where items is deeper', '{"spec":{"items":[{"a":1}]}}', ['{"spec":{"items":[{"a":1}]}}']],
    ['where items is a value', '{"x":"items","y":[1]}', ['{"x":"items","y":[1]}']],
    ['where the key is escaped', '{"\\u0069tems":[1]}', ['1']],
    ['after a byte order mark', '\ufeff[1]', ['1']],
    ['of nothing', ' \n\t', []],
  ])('%s', (_name, input, texts) => {
    expect(scan(input).problems).toEqual([]);
    expect(textsOf(input)).toEqual(texts);
  });

  test('come with their header, which the list completes', () => {
    const { headers } = scan('{"apiVersion":"v1","items":[{}],"kind":"PodList","metadata":{"kind":"x"}}');
    expect(headers).toEqual([{ document: 0, shape: 'list', kind: 'PodList', apiVersion: 'v1' }]);
  });

  test.each<[string, string, unknown]>([
    [
      'metadata first',
      '{"kind":"PodList","apiVersion":"v1","metadata":{"continue":"abc"},"items":[{}]}',
      { kind: 'PodList', apiVersion: 'v1', continue: 'abc' },
    ],
    ['metadata last', '{"items":[{}],"metadata":{"continue":"abc","remainingItemCount":3}}', { continue: 'abc' }],
    ['the last page', '{"items":[{}],"metadata":{"resourceVersion":"7"}}', {}],
    ['a token of another type', '{"items":[{}],"metadata":{"continue":7}}', {}],
    ['metadata of another type', '{"items":[{}],"metadata":"continue"}', {}],
    ['a page without items', '{"metadata":{"continue":"abc"},"items":[]}', { continue: 'abc' }],
  ])('of a page say how it goes on: %s', (_name, input, kept) => {
    const scanner = new JsonItemScanner({}, undefined, { items: 'items', paged: true });
    const bytes = Buffer.from(input);
    const half = Math.floor(bytes.length / 2);
    expect([...scanner.items(bytes.subarray(0, half)), ...scanner.items(bytes.subarray(half))].length).toBeLessThan(2);
    expect(scanner.header).toEqual({ document: 0, shape: 'list', ...(kept as object) });
  });

  test('of a Table are its rows', () => {
    const table = '{"kind":"Table","items":[1],"rows":[{"cells":["a"]},{"cells":["b"]}]}';
    const scanner = new JsonItemScanner({}, undefined, { items: 'rows', paged: true });
    const texts = [...scanner.items(Buffer.from(table))].map((item) => Buffer.from(bytesOf(item)).toString());
    expect(texts).toEqual(['{"cells":["a"]}', '{"cells":["b"]}']);
    expect(textsOf(table)).toEqual(['1']);
  });

  test('come with line and index', () => {
    expect(scan('{"items":[\n  {"a":\n1},\n\n  {"b":2}]}\n{"c":3}').items).toEqual([
      [0, '{"a":\n1}', 2],
      [1, '{"b":2}', 5],
      [-1, '{"c":3}', 6],
    ]);
  });
});

describe('problems', () => {
  test.each<[string, string, string[], [string, number, number][]]>([
    ['a list that ends in an item', '{"items":[{"a":1},{"b":', ['{"a":1}'], [['the input ends inside a value', 23, 1]]],
    ['a list that does not close', '{"items":[{"a":1}', ['{"a":1}'], [['the input ends inside a value', 17, 1]]],
    ['a missing comma', '[1 2]', ['1'], [['not valid JSON', 3, 1]]],
    ['two commas', '[1,,2]', ['1'], [['not valid JSON', 3, 1]]],
    ['a comma at the end', '[1,]', ['1'], [['not valid JSON', 3, 1]]],
    ['a comma at the start', '{"items":[,1]}', [], [['not valid JSON', 10, 1]]],
    ['a wrong bracket', '{"items":[1}}', ['1'], [['not valid JSON', 11, 1]]],
    ['a missing colon', '{"a" 1}', [], [['not valid JSON', 5, 1]]],
    ['a key that is no string', '{a:1}', [], [['not valid JSON', 1, 1]]],
    ['YAML', 'a: 1\nb: 2\n', [], [['a top-level value is neither an object nor an array', 0, 1]]],
    ['a number', '12', [], [['a top-level value is neither an object nor an array', 0, 1]]],
    ['UTF-16', '\0{', [], [['not UTF-8: wrong encoding', 0, 1]]],
    ['a broken line among others', '{"a":1}\n{"b"2}\n{"c":3}\n', ['{"a":1}', '{"c":3}'], [['not valid JSON', 12, 2]]],
    [
      'text among lines',
      'x\n{"a":1}\ny\n',
      ['{"a":1}'],
      [
        ['a top-level value is neither an object nor an array', 0, 1],
        ['a top-level value is neither an object nor an array', 10, 3],
      ],
    ],
  ])('%s', (_name, input, texts, problems) => {
    expect(scan(input).problems).toEqual(problems);
    expect(textsOf(input)).toEqual(texts);
  });
});

describe('limits', () => {
  const item = '{"a":"123456"}';

  test.each([
    ['above', item.length + 1, 3, []],
    ['at', item.length, 3, []],
    ['below', item.length - 1, 2, [['an item is longer than the limit itemLength', 3, 1]]],
  ])('a limit of bytes %s an item', (_name, itemLength, count, problems) => {
    for (const cuts of [[], [5], [3, 4, 5, 9, 10]]) {
      const found = scan(`[1,${item},2]`, cuts, { itemLength });
      expect([found.items.length, found.problems]).toEqual([count, problems]);
    }
  });

  test.each([
    ['above', 4, 3, []],
    ['at', 3, 3, []],
    ['below', 2, 2, [['the document is nested deeper than the limit depth', 3, 1]]],
  ])('a limit of depth %s an item', (_name, depth, count, problems) => {
    const found = scan('[1,{"a":[{"b":1}]},2]', [], { depth });
    expect([found.items.length, found.problems]).toEqual([count, problems]);
  });

  test.each([
    [3, 1],
    [2, 0],
  ])('a limit of depth %d counts the top-level object', (depth, count) => {
    expect(scan('{"a":[{"b":1}]}', [], { depth }).items.length).toBe(count);
  });

  test('an item of 10,000 levels is left out and the rest goes on', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const { items, problems } = scan(`[1,${deep},2]`);
    expect(items.map(([, text]) => text)).toEqual(['1', '2']);
    expect(problems).toHaveLength(1);
  });
});

const value = fc.jsonValue({ maxDepth: 4 });
const layout = fc.constantFrom(undefined, 1, 4);

test('every way of cutting the chunks gives the same items', () => {
  const input = fc.oneof(
    fc
      .tuple(fc.array(value), layout)
      .map(([items, indent]) => JSON.stringify({ kind: 'List', items, a: 1 }, null, indent)),
    fc.tuple(fc.array(value), layout).map(([items, indent]) => JSON.stringify(items, null, indent)),
    fc
      .array(fc.object(), { maxLength: 4 })
      .map((objects) => objects.map((object) => JSON.stringify(object)).join('\n')),
    fc
      .array(
        fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\n', ' ', '1', 'items', '"items":', '\ufeff', 'é'),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(input, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
      expect(scan(text, cuts)).toEqual(scan(text));
    }),
  );
});

test('byte by byte gives the same items', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), layout, (items, indent) => {
      const text = JSON.stringify({ items, kind: 'List' }, null, indent);
      const cuts = Array.from({ length: Buffer.byteLength(text) }, (_, at) => at);
      expect(scan(text, cuts)).toEqual(scan(text));
    }),
  );
});

test('the items of a list are the values in it', () => {
  fc.assert(
    fc.property(fc.array(value), layout, (items, indent) => {
      const found = scan(JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, indent));
      expect(found.problems).toEqual([]);
      expect(found.items.map(([, text]) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(items)));
    }),
  );
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(() => scan(bytes)).not.toThrow();
    }),
  );
});
