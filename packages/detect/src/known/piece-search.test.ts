// Known values are found by the kernel as by tables: the same lines, wherever in a text of any length they stand.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SPACE_BYTES } from '../anchors/kernel.ts';
import type { Detector } from '../formats/detector.ts';
import { Finder } from '../rules/finder.ts';
import { redacted } from '../testing/redacted.ts';
import { encodingsOf } from './encodings.ts';
import { isTooCommon, KnownValues } from './known-values.ts';

const KEY = Buffer.from('0123456789abcdef');
const TEN = '**********';

/** One list: what is made of it is kept. */
const NO_DETECTORS: readonly Detector[] = [];

function finders(values: readonly string[]): readonly Finder[] {
  const known = new KnownValues(KEY);
  for (const value of values) known.add(Buffer.from(value));
  return [new Finder(NO_DETECTORS, known), new Finder(NO_DETECTORS, known, { simd: false })];
}

const value = fc
  .string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' })
  .filter((text) => !isTooCommon(Buffer.from(text)));

/** Lines of words and of the values' forms. */
const texts = fc.array(value, { minLength: 1, maxLength: 4 }).chain((values) => {
  const forms = values.flatMap((one) => encodingsOf(Buffer.from(one)));
  const words = fc.stringMatching(/^[xyz ]{0,9}$/);
  const line = fc.array(fc.oneof(words, fc.constantFrom(...forms)), { maxLength: 6 }).map((parts) => parts.join(''));
  return fc.array(line, { maxLength: 8 }).map((lines) => ({ values, forms, text: lines.join('\n') }));
});

test('with and without SIMD a text comes out the same, and no form of a value stands in it', () => {
  fc.assert(
    fc.property(texts, ({ values, forms, text }) => {
      const [kernel, tables] = finders(values).map((finder) => redacted(text, { finder }));
      expect(kernel).toBe(tables);
      for (const form of forms) expect(kernel).not.toContain(form);
    }),
    { numRuns: 400 },
  );
});

test.each(['a1b2c3d4', 'a1b2c3d4e5f6g7', 'a1b2c3d4e5f6g7h', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4'])(
  '%s at every place beside the end of what the kernel takes at once',
  (secret) => {
    const [kernel, tables] = finders([secret]);
    for (let before = SPACE_BYTES - 64; before < SPACE_BYTES + 16; before++) {
      const text = Buffer.from(`${'x'.repeat(before)}${secret}${'y'.repeat(40)}`);
      for (const finder of [kernel, tables]) {
        const places = finder?.knownPlaces(text, 0, text.length) ?? [];
        expect(places.filter((place) => place > before && place <= before + secret.length)).not.toEqual([]);
      }
    }
  },
);

test('a value that is added later is found, and one of another finder is not', () => {
  const first = new KnownValues(KEY);
  const second = new KnownValues(KEY);
  first.add(Buffer.from('plainvalue77'));
  second.add(Buffer.from('other-value-of-many-letters'));
  const [one, other] = [new Finder(NO_DETECTORS, first), new Finder(NO_DETECTORS, second)];
  const text = 'a plainvalue77 other-value-of-many-letters later-value-88\n';
  expect(redacted(text, { finder: one })).toBe(`a ${TEN} other-value-of-many-letters later-value-88\n`);
  expect(redacted(text, { finder: other })).toBe(`a plainvalue77 ${TEN} later-value-88\n`);
  first.add(Buffer.from('later-value-88'));
  expect(redacted(text, { finder: one })).toBe(`a ${TEN} other-value-of-many-letters ${TEN}\n`);
});
