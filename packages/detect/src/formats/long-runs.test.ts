// Whether a run of a value's length may begin: what is told must hold for every value, and cost no more than the line is long.
import { describe, expect, test } from 'vitest';
import { countingText } from '../testing/counting-text.ts';
import { kindOf, LongRuns } from './long-runs.ts';
import { parseShape } from './shape.ts';

const kind = (...shapes: string[]): number => kindOf(shapes.map(parseShape));

function mayBegin(text: string, shape: string, from = 0, limit = text.length): boolean {
  const runs = new LongRuns();
  runs.begin(1);
  return runs.mayBegin(text, kind(shape), from, limit);
}

test.each([
  ['{hex:32}', '{alnum:40}', true],
  ['{hex:32}', '{hex:16}', false],
  ['{digit:4}', '{alnum:4}', false],
  ['11{hex:30}', '{alnum:32}', true],
  ['a-{hex:32}', '{base64url:34}', true],
  ['a-{hex:32}', '{alnum:34}', false],
])('%s and %s are looked for alike: %s', (one, other, isSame) => {
  expect(kind(one) === kind(other)).toBe(isSame);
});

test('no kind where one shape begins with too little', () => {
  expect(kind('{digit:3}({digit:9}')).toBe(-1);
  expect(kind('{hex:32}', '({hex:32}')).toBe(-1);
  expect(mayBegin('', '{digit:3}({digit:9}')).toBe(true);
});

describe('a run of sixteen', () => {
  const shape = '{alnum:16}';
  const run = 'a1b2c3d4e5f6g7h8';

  test.each([
    ['alone', run, 0, 16, true],
    ['one character short', run.slice(1), 0, 15, false],
    ['two halves', `${run.slice(0, 8)} ${run.slice(8)}`, 0, 17, false],
    ['behind a word', `key ${run}`, 0, 20, true],
    ['before the place', `${run} `, 1, 17, false],
    ['at the limit', `key ${run}`, 0, 4, false],
    ['right before the limit', `key ${run}`, 0, 5, true],
    ['in the middle of a longer one', `${run}x`, 1, 17, true],
    ['cut by a sign', `key ${run.slice(0, 15)}-`, 0, 20, false],
  ])('%s', (_, text, from, limit, expected) => {
    expect(mayBegin(text, shape, from, limit)).toBe(expected);
  });

  test('questions may go back', () => {
    const runs = new LongRuns();
    const text = `${run} and ${run} end`;
    runs.begin(1);
    const ask = (from: number, limit: number): boolean => runs.mayBegin(text, kind(shape), from, limit);
    expect([ask(20, 30), ask(0, 5), ask(1, 20), ask(1, 30), ask(22, 41)]).toEqual([true, true, false, true, false]);
  });

  test('another line is another answer', () => {
    const runs = new LongRuns();
    runs.begin(1);
    expect(runs.mayBegin(run, kind(shape), 0, 16)).toBe(true);
    runs.begin(2);
    expect(runs.mayBegin('x'.repeat(15), kind(shape), 0, 15)).toBe(false);
  });
});

test('a question at every place looks at each character of a line of words once at most', () => {
  const counting = countingText('stripe token key '.repeat(1000));
  const runs = new LongRuns();
  runs.begin(1);
  for (let at = 0; at < counting.text.length; at++) runs.mayBegin(counting.text, kind('{hex:32}'), at, at + 224);
  expect(counting.looked()).toBeLessThan(1.1 * counting.text.length);
});
