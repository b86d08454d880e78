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

const STDOUT = '2026-01-02T03:04:05.678Z stdout';

/** Entries that go on, then one that ends their line. */
const entriesOf = (parts: readonly string[]): string[] => [
  ...parts.map((part) => `${STDOUT} P ${part}\n`),
  `${STDOUT} F end\n`,
];

function redacted(lines: readonly string[]): { readonly out: string; readonly redactor: Redactor } {
  const redactor = new Redactor({ finder: FINDER });
  const bytes = Buffer.from(lines.join(''));
  const parts: Buffer[] = [];
  // Parts lie in memory that is written again.
  for (let at = 0; at < bytes.length; at += 60_000)
    parts.push(...redactor.push(bytes.subarray(at, at + 60_000)).map((part) => Buffer.from(part)));
  parts.push(...redactor.flush().map((part) => Buffer.from(part)));
  return { out: Buffer.concat(parts).toString(), redactor };
}

test.each([
  ['of one character', ['a'], 50_000],
  ['of nothing', [''], 50_000],
  ['of one character and of nothing', ['a', ''], 50_000],
  ['of sixteen thousand', ['ab cd '.repeat(2700)], 60],
])('entries %s pass as they are, however many', (_, unit, count) => {
  const lines = entriesOf(Array.from({ length: count }, (__, at) => unit[at % unit.length] as string));
  const { out, redactor } = redacted(lines);
  expect(out === lines.join('')).toBe(true);
  expect(redactor.counts.closed).toBe(0);
});

test.each([
  ['of two characters', 'Zq', 30_000],
  ['of sixteen thousand', 'Zq'.repeat(8000), 40],
])('a value longer than what is held closes its line in entries %s, and no other', (_, part, count) => {
  const line = entriesOf(['a ', 'pass', 'word=', ...Array<string>(count).fill(part)]);
  const { out, redactor } = redacted([...line, ...entriesOf(['b password=', 'hunter2 ', 'c'])]);
  expect(out.includes('Zq')).toBe(false);
  expect(out.split('[redaction-error]')).toHaveLength(2);
  expect(redactor.counts.closed).toBe(1);
  expect(out.startsWith(`${STDOUT} P a \n${STDOUT} P pass\n${STDOUT} P word=\n${STDOUT} P [redaction-error]\n`)).toBe(
    true,
  );
  expect(out.endsWith(entriesOf(['b password=', '********** ', 'c']).join(''))).toBe(true);
});

test('a value of entries that are held is masked, and what follows it is shown', () => {
  const line = entriesOf(['password=', ...Array<string>(3000).fill('Zq'), ' b ', ...Array<string>(40_000).fill('c')]);
  const { out, redactor } = redacted(line);
  expect(out.includes('Zq')).toBe(false);
  expect(out.startsWith(`${STDOUT} P password=\n${STDOUT} P **********\n${STDOUT} P \n`)).toBe(true);
  expect(out.match(/ P c\n/g)).toHaveLength(40_000);
  expect(redactor.counts.closed).toBe(0);
});
