// Which annotation keys the API server takes, and how it counts annotations.
import { describe, expect, test } from 'vitest';
import { annotationsBytes, isAnnotationKey } from './limits.ts';

/** 253 characters, without the root's dot. */
const LONGEST = `${'a.'.repeat(126)}a`;

describe('annotation keys are fully qualified names', () => {
  test.each(['a.b', 'kms.example.io', 'a.b.', 'x-1.y-2', `${'a'.repeat(63)}.b`, LONGEST, `${LONGEST}.`])(
    '%s passes',
    (key) => {
      expect(isAnnotationKey(key)).toBe(true);
    },
  );
  test.each([
    'a',
    '',
    'a.',
    '.a',
    'a..b',
    'A.b',
    'a_b.c',
    '-a.b',
    'a-.b',
    'kms.example.io/id',
    `${'a'.repeat(64)}.b`,
    `${'a.'.repeat(127)}ab`,
    `a${LONGEST}`,
    `a${LONGEST}.`,
  ])('%s is refused', (key) => {
    expect(isAnnotationKey(key)).toBe(false);
  });
});

test('keys count in bytes, as do values', () => {
  expect(
    annotationsBytes(
      new Map([
        ['ä.b', Uint8Array.of(1, 2)],
        ['c.d', Uint8Array.of()],
      ]),
    ),
  ).toBe(4 + 2 + 3);
});
