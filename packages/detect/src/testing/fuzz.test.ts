// What must hold for every text, on texts that broke it once and on some thousand more; `fuzz.ts` draws as many as one likes.
import { describe, expect, test } from 'vitest';
import { hostileText } from './hostile-text.ts';
import { SAVED_CASES } from './saved-cases.ts';
import { streamFaults } from './stream-faults.ts';

const RUNS = 2000;

describe('saved cases', () => {
  test.each(SAVED_CASES)('%j', (text) => {
    expect(streamFaults(text)).toEqual([]);
  });
});

test('texts of chance', () => {
  const found = Array.from({ length: RUNS }, (_, seed) => ({ seed, faults: streamFaults(hostileText(seed), seed) }));
  expect(found.filter(({ faults }) => faults.length > 0)).toEqual([]);
});

test('texts are the same for a seed, and have lines, masks and damage', () => {
  const texts = Array.from({ length: 200 }, (_, seed) => hostileText(seed));
  expect(texts).toEqual(Array.from({ length: 200 }, (_, seed) => hostileText(seed)));
  expect(new Set(texts).size).toBeGreaterThan(190);
  for (const part of ['\n', 'password', '**********', '\u001b', '4111']) expect(texts.join('')).toContain(part);
});
