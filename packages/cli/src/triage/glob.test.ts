// Wildcards over ids.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globMatches } from './glob.ts';

describe('globMatches', () => {
  test.each([
    ['secret:shop/db', 'secret:shop/db', true],
    ['secret:shop/db', 'secret:shop/db2', false],
    ['secret:shop/*', 'secret:shop/db', true],
    ['secret:shop/*', 'secret:shop/', true],
    ['secret:shop/*', 'secret:shop2/db', false],
    ['secret:*', 'secret:shop/db', false],
    ['secret:**', 'secret:shop/db', true],
    ['secret:*/db', 'secret:shop/db', true],
    ['secret:*/db', 'secret:shop/x/db', false],
    ['secret:**/db', 'secret:shop/x/db', true],
    ['*:shop/*', 'deployment:shop/web', true],
    ['node:*', 'node:worker-1', true],
    ['node:*', 'node:*', true],
    ['user:a?b', 'user:axb', false],
    ['user:a.b', 'user:axb', false],
    ['user:[ab]', 'user:a', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['user:*ß', 'user:großß', true],
    ['user:*\u{1F600}', 'user:\u{1F600}\u{1F600}', true],
  ])('%s of %s: %s', (pattern, text, fits) => {
    expect(globMatches(pattern, text)).toBe(fits);
  });

  test('a text fits itself, and what a star replaces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '-') });
    fc.assert(
      fc.property(text, text, text, (before, between, after) => {
        const whole = before + between + after;
        for (const pattern of [whole, `${before}*${after}`, `${before}**${after}`]) {
          expect(globMatches(pattern, whole)).toBe(true);
        }
      }),
    );
  });

  test('many stars cost no more than the product of the lengths', () => {
    expect(globMatches(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false);
  });
});
