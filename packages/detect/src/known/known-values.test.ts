// Known values are masked wherever they stand and however they are written; nothing else is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Finder } from '../rules/finder.ts';
import { redacted } from '../testing/redacted.ts';
import { isTooCommon, KnownValues } from './known-values.ts';

const KEY = Buffer.from('0123456789abcdef');
const TEN = '**********';

function finderOf(...values: string[]): Finder {
  const known = new KnownValues(KEY);
  for (const value of values) known.add(Buffer.from(value));
  return new Finder([], known);
}

const VALUE = `k9"x'/ü&m2<q`;
const bytes = (text: string): string => Buffer.from(text).toString('latin1');
const finder = finderOf(VALUE, 'plainvalue77', 'first-line-1\nsecond-line-2');

describe('encodings', () => {
  test.each([
    ['as it is', `a ${bytes(VALUE)} b`, `a ${TEN} b`],
    ['JSON', `a ${bytes(JSON.stringify(VALUE))} b`, `a "${TEN}" b`],
    ['URL', `a ${encodeURIComponent(VALUE)} b`, `a ${TEN} b`],
    ['hex', `a ${Buffer.from(VALUE).toString('hex')} b`, `a ${TEN} b`],
    ['base64', `a ${Buffer.from(VALUE).toString('base64')} b`, `a ${TEN} b`],
    ['base64url', `a ${Buffer.from(VALUE).toString('base64url')} b`, `a ${TEN} b`],
    ['inside a word', 'xplainvalue77y', `x${TEN}y`],
    ['twice', 'plainvalue77plainvalue77', `${TEN}${TEN}`],
    ['a line of several', 'got second-line-2', `got ${TEN}`],
    ['a part of it is another text', 'plainvalue7 first-line', 'plainvalue7 first-line'],
    ['another case is another text', 'Plainvalue77', 'Plainvalue77'],
  ])('%s', (_, text, expected) => {
    expect(redacted(`${text}\n`, { finder })).toBe(`${expected}\n`);
  });

  test.each([0, 1, 2, 3])('base64 of a longer text, %i bytes before it', (before) => {
    const text = Buffer.from(`${'-'.repeat(before)}plainvalue77--`).toString('base64');
    const out = redacted(`${text}\n`, { finder });
    expect(out).toContain(TEN);
    expect(Buffer.from(out, 'base64').toString('latin1')).not.toContain('lainvalue');
  });
});

test('a value over two entries of a runtime', () => {
  const at = '2026-01-02T03:04:05Z stdout';
  expect(redacted(`${at} P x plainva\n${at} F lue77 y\n`, { finder })).toBe(`${at} P x ${TEN}\n${at} F  y\n`);
});

test('every value that is not too common is found in any text', () => {
  const value = fc
    .string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' })
    .filter((text) => !isTooCommon(Buffer.from(text)));
  fc.assert(
    fc.property(value, fc.stringMatching(/^[xyz ]{0,20}$/), (text, around) => {
      const known = new KnownValues(KEY);
      known.add(Buffer.from(text));
      expect(known.spans(`${around}${text}${around}`)).toContainEqual(expect.objectContaining({ rule: 'known-value' }));
      const whole = Buffer.from(`\n${around}${text}${around}`);
      const inside = known
        .places(whole, 1, whole.length)
        .filter((place) => place > 1 + around.length && place <= 1 + around.length + text.length);
      expect(inside.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test.each(['short12', 'password', 'aaaaaaaaaabbb', '11111111'])('%s is too common', (text) => {
  expect(isTooCommon(Buffer.from(text))).toBe(true);
  expect(redacted(`x ${text} y\n`, { finder: finderOf(text) })).toBe(`x ${text} y\n`);
});

test('no value is held', () => {
  const known = new KnownValues(KEY);
  known.add(Buffer.from('plainvalue77'));
  expect(JSON.stringify(known)).toBe('{}');
});
