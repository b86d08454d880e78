// Shows when an area has run too few tests, and that every area has a floor.
import { expect, test } from 'vitest';
import { floorFailures } from './test-floor.ts';
import type { Outcome } from './test-summary.ts';

const outcomes = (area: string, ...states: readonly Outcome['state'][]): Outcome[] =>
  states.map((state) => ({ area, name: 'n', state }));
const failures = (given: readonly Outcome[], floor: Readonly<Record<string, number>>): string[] =>
  floorFailures(given, floor).map(({ area, name, state }) => `${state}: ${area}: ${name}`);

test.each([
  ['as many as the floor', outcomes('a', 'passed', 'passed'), 2],
  ['more than the floor', outcomes('a', 'passed', 'passed', 'passed'), 2],
  ['a failure ran', outcomes('a', 'passed', 'failed'), 2],
])('%s is enough', (_, given, floor) => {
  expect(failures(given, { a: floor })).toEqual([]);
});

test.each([
  ['one fewer', outcomes('a', 'passed', 'passed'), '2 ran'],
  ['a skipped one has not run', outcomes('a', 'passed', 'passed', 'skipped'), '2 ran'],
  ['an area that is no longer there', outcomes('b', 'skipped'), '0 ran'],
])('%s is too few', (_, given, now) => {
  expect(failures(given, { a: 3 })).toEqual([`failed: a: ${now}, fewer than the floor of 3`]);
});

test('an area without a floor is a failure once it passes tests', () => {
  expect(failures(outcomes('constructor', 'passed', 'skipped'), {})).toEqual([
    'failed: constructor: no floor: add "constructor": 1 to scripts/test-floor.json',
  ]);
  expect(failures(outcomes('vitest', 'failed'), {})).toEqual([]);
});
