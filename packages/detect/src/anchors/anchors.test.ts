// All ways of looking for anchors find what looking at every place finds: shuffles, tables, and the index of a line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnchorFilter } from './anchor-filter.ts';
import { AnchorIndex } from './anchor-index.ts';
import { AnchorKernel, SPACE_BYTES } from './kernel.ts';
import { bare, caseless, type Hit, type Steps } from './pattern.ts';
import { evenCost, Placements } from './placement.ts';
import { tablesOf } from './tables.ts';

/** Patterns in `[from, to)`; a line end stands before. */
function byLooking(patterns: readonly Steps[], text: string, from: number, to: number): Hit[] {
  const hits: Hit[] = [];
  const byteAt = (at: number): string => (at < from ? '\n' : text.charAt(at));
  for (let end = from + 1; end <= to; end++) {
    patterns.forEach((steps, pattern) => {
      const start = end - steps.length;
      if (start >= from - 1 && steps.every((set, at) => set.includes(byteAt(start + at))))
        hits.push({ pattern, start, end });
    });
  }
  return hits;
}

const letters = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at)).join('');
const step = fc.constantFrom('a', 'b', 'ab', 'abc', '0123456789', '23', '@', '\n@', 'eE', ' -', letters(0, 0xc8));
const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 9 });
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '2', '7', '@', '\n', 'e', 'E', ' ', '-', '\u00FF'), {
    maxLength: 600,
    size: 'max',
  })
  .map((list) => list.join(''));

describe('property', () => {
  test('the index finds every anchor, by where it ends', () => {
    fc.assert(
      fc.property(steps, text, (patterns, searched) => {
        const expected = byLooking(patterns, searched, 0, searched.length);
        for (const simd of [true, false])
          expect(new AnchorIndex(patterns.map(bare), { simd }).all(searched)).toEqual(expected);
      }),
      { numRuns: 700 },
    );
  });

  test('with SIMD and without, the same ends in a range', () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(text, { minLength: 6, maxLength: 6 }),
        fc.nat(40),
        fc.nat(40),
        (patterns, texts, first, cut) => {
          const filters = [true, false].map((simd) => new AnchorFilter(patterns.map(bare), { simd }));
          for (const searched of texts) {
            const from = Math.min(first, searched.length);
            const to = Math.max(from, searched.length - cut);
            const bytes = Buffer.from(searched, 'latin1');
            const expected = byLooking(patterns, searched, from, to).map(({ end }) => end);
            for (const filter of filters) expect(filter.ends(bytes, from, to)).toEqual(expected);
          }
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe('the kernel', () => {
  const patterns = ['needle', '@'].map((word) => bare(caseless(word)));
  const tables = tablesOf(patterns, new Placements(evenCost).of(patterns, new Map()));
  const kernel = AnchorKernel.of(patterns, tables);

  test('this machine has SIMD', () => {
    expect(kernel).toBeDefined();
  });

  test.each([SPACE_BYTES - 7, SPACE_BYTES - 6, SPACE_BYTES - 5, SPACE_BYTES - 1, SPACE_BYTES, SPACE_BYTES + 1])(
    'an anchor across the end of its memory, at %i',
    (at) => {
      const bytes = Buffer.alloc(2 * SPACE_BYTES + 10, 0x2e);
      bytes.write('NEEDLE', at, 'latin1');
      expect(kernel?.ends(bytes, 0, bytes.length)).toEqual([at + 6]);
    },
  );

  test('texts in its own memory are not copied, and stay as they are', () => {
    const space = kernel?.space ?? new Uint8Array();
    space.fill(0x2e).set(Buffer.from('x@y needle'));
    expect(kernel?.ends(space.subarray(2, 20), 2, 18)).toEqual([8]);
    // A line that was held comes first: its search may not disturb what has just been read.
    expect(kernel?.ends(Buffer.alloc(SPACE_BYTES, 0x2e), 0, SPACE_BYTES)).toEqual([]);
    expect(Buffer.from(space.subarray(0, 11)).toString()).toBe('x@y needle.');
  });

  test('more anchors than it can tell at once', () => {
    const bytes = Buffer.alloc(100_000, 0x40);
    expect(kernel?.ends(bytes, 0, bytes.length)).toEqual(Array.from(bytes, (_, at) => at + 1));
  });
});

test('whatever the case', () => {
  const index = new AnchorIndex([bare(caseless('Api-Key1'))]);
  expect(index.all('x aPI-kEY1')).toEqual([{ pattern: 0, start: 2, end: 10 }]);
  expect(index.all('api_key1')).toEqual([]);
});

test('what must stand around an anchor is not a part of it', () => {
  const index = new AnchorIndex([{ steps: ['-', 'f', 'c', '-', '09'], lead: 1, length: 3 }]);
  expect(index.all('a-fc-9')).toEqual([{ pattern: 0, start: 2, end: 5 }]);
  expect(index.all('a-fc-8')).toEqual([]);
});

test('thousands of anchors', () => {
  const words = Array.from({ length: 3000 }, (_, index) => index.toString(36).padStart(6, 'abcdef'));
  const index = new AnchorIndex(words.map((word) => bare(caseless(word))));
  expect(index.all(`--${words[2999]}--`).map(({ pattern }) => pattern)).toContain(2999);
});
