// The codes of a text, and that nothing of it stays behind.
import { expect, test } from 'vitest';
import { SourceBuffer } from './source.ts';

test.each([0, 1, 65_535, 65_536, 4_194_303, 4_194_304, 5_000_000])(
  'a text of %d units has its codes and a 0 behind them',
  (length) => {
    const text = 'aü\u20ac'.repeat(Math.ceil(length / 3)).slice(0, length);
    new SourceBuffer().use(text, ({ codes, ...source }) => {
      expect([source.text, source.length]).toEqual([text, length]);
      for (let at = 0; at < length; at += 997) expect(codes[at]).toBe(text.charCodeAt(at));
      expect([codes[length - 1], codes[length]]).toEqual([length === 0 ? undefined : text.charCodeAt(length - 1), 0]);
    });
  },
);

test('the codes are wiped, also when reading ends early', () => {
  const buffer = new SourceBuffer();
  let kept: Uint16Array = new Uint16Array(0);
  expect(() =>
    buffer.use('fake-secret', ({ codes }) => {
      kept = codes;
      throw new RangeError('the reader gave up');
    }),
  ).toThrow(RangeError);
  expect(kept.subarray(0, 20).every((code) => code === 0)).toBe(true);
  buffer.use('x', ({ codes }) => expect([...codes.subarray(0, 3)]).toEqual([0x78, 0, 0]));
});
