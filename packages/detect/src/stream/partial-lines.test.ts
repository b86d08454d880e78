// Entries of a runtime that never end their lines: what is held is judged a few times, however many entries keep one another back.
import { expect, test } from 'vitest';
import { Finder } from '../rules/finder.ts';
import { Redactor } from './redactor.ts';

const FINDER = new Finder();

/** How often a text was judged for so many entries, every seventh of the other stream. */
function judged(entries: number, text: string): number {
  const redactor = new Redactor({ finder: FINDER });
  const lines = Array.from(
    { length: entries },
    (_, at) => `2026-01-02T03:04:05.678Z ${at % 7 === 3 ? 'stderr' : 'stdout'} P ${text}\n`,
  );
  redactor.push(Buffer.from(lines.join('')));
  redactor.flush();
  return redactor.counts.candidates;
}

test.each([
  ['of one character', 'x'],
  ['of a value', 'password=a1 '],
  ['of nothing', ''],
])('entries %s', (_, text) => {
  const entries = 20_000;
  const fewer = judged(entries / 2, text);
  expect(judged(entries, text)).toBeLessThan(3 * fewer + 10);
  expect(fewer).toBeLessThan(40);
});
