// What stands in a value's place, each beside a twin that is a value.
import { describe, expect, test } from 'vitest';
import { entropy, leastEntropy } from './entropy.ts';
import { hasRun, isPeriodic, isPlaceholder, looksRandom } from './placeholder.ts';

test.each([
  ['aaaaaa', true],
  ['aaaaab', false],
  ['x123456y', true],
  ['x12345y', false],
  ['fedcba', true],
  ['fedcb1', false],
  ['', false],
] as const)('a run in %j: %s', (text, expected) => {
  expect(hasRun(text)).toBe(expected);
});

test.each([
  ['abab', true],
  ['abac', false],
  ['0123456789abcdef0123456789abcdef', true],
  ['0123456789abcdef0123456789abcdee', false],
  ['a', false],
] as const)('a period in %j: %s', (text, expected) => {
  expect(isPeriodic(text)).toBe(expected);
});

test.each([
  ['', true],
  ['${DB_PASSWORD}', true],
  ['$DB_PASSWORD', true],
  ['pa$$word1', false],
  ['<password>', true],
  ['p<ssw>rd7', false],
  ['{{ .Values.password }}', true],
  ['%(password)s', true],
  ['%s', true],
  ['50%off', false],
  ['changeme', true],
  ['CHANGEME', true],
  ['change4me', false],
  ['password', true],
  ['password7', false],
  ['********', true],
  ['AKEXAMPLEKEY', true],
  ['AKEXAMPELKEY', false],
] as const)('%j stands in a value’s place: %s', (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected);
});

describe('entropy', () => {
  test.each([
    ['aaaa', 0],
    ['abab', 1],
    ['abcd', 2],
    ['', 0],
  ] as const)('of %j is %d bits a character', (text, bits) => {
    expect(entropy(text)).toBeCloseTo(bits, 10);
  });
  test('says nothing of short texts, and asks for more where there are more characters', () => {
    expect(leastEntropy(15, 16)).toBe(0);
    expect(leastEntropy(32, 16)).toBeLessThan(leastEntropy(32, 64));
  });
});

test.each([
  ['kmq2x8vz4tb7wj9c', 62, true],
  ['mypersonalaccess', 62, false],
  ['mypersonalaccess', 26, true],
  ['MYPERSONALACCESS', 62, false],
  ['kmq2kmq2kmq2kmq2', 62, false],
  ['aaabbaaabbcaabbaa1', 62, false],
  ['08ff49b6f772632716c43069c43a8c3b7cf3c256', 62, true],
  ['08ff08ff00880f8f80f0f80f8f00f8f80f8f0f8f', 62, false],
] as const)('%s looks made by chance over %i characters: %s', (text, alphabet, expected) => {
  expect(looksRandom(text, alphabet)).toBe(expected);
});
