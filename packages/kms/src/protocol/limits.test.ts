// Which annotation keys the API server takes, and how it counts annotations.
import { describe, expect, test } from 'vitest';
import { annotationsBytes, isAnnotationKey } from './limits.ts';

describe('annotation keys are fully qualified names', () => {
  test.each(['a.b', 'kms.example.io', 'a.b.', 'x-1.y-2', `${'a'.repeat(63)}.b`])('%s passes', (key) => {
    expect(isAnnotationKey(key)).toBe(true);
  });
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
