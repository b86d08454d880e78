// Versions: how they are written, which are told apart, and from which on decoding is strict.
import { expect, test } from 'vitest';
import { isStrict, minorOf } from './versions.ts';

test.each([
  ['1.29', 29],
  ['v1.30.4', 30],
  ['1.31.2+k3s1', 31],
  ['v1.34.1-eks-113cf36', 34],
  ['1.37', 37],
])('%s is minor %d', (version, minor) => {
  expect(minorOf(version)).toBe(minor);
});

test.each(['1.28', '1.38', '2.31', '1', '1.', '1.3x', '', 'latest', '1.0031'])('%s is none', (version) => {
  expect(minorOf(version)).toBeUndefined();
});

test('decoding is strict since 1.31', () => {
  expect([29, 30, 31, 37].map(isStrict)).toEqual([false, false, true, true]);
});
