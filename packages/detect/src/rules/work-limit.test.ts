// A line that asks for more work than its length allows is closed, and never passed in clear.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';
import { REDACTION_DETECTORS } from './detectors.ts';
import { Finder } from './finder.ts';
import { workLimit } from './asking.ts';

const FINDER = new Finder(REDACTION_DETECTORS);
/** Asks one rule at each place. */
const DENSE = '@';

describe('a line of anchors and nothing else', () => {
  const limit = workLimit(0);

  test.each([
    [10, true],
    [limit / 4, true],
    [limit, false],
    [10 * limit, false],
  ])('%i of them pass: %s', (count, passes) => {
    const line = `${DENSE.repeat(count)}\n`;
    expect(redacted(line, { finder: FINDER })).toBe(passes ? line : '[redaction-error]\n');
  });
});

test('a long one is closed from its window on, and the next line is itself again', () => {
  const long = `${'x '.repeat(200_000)}${DENSE.repeat(300_000)} password=hunter2`;
  const out = redacted(`${long}\npassword=hunter2\n`, { finder: FINDER });
  expect(out).toMatch(/^(?:x )+\[redaction-error\]\npassword=\*{10}\n$/);
});

test('it is closed at the same place however it is cut', () => {
  const long = `${'a b '.repeat(80_000)}${DENSE.repeat(300_000)}\n`;
  const whole = redacted(long, { finder: FINDER });
  const cuts = [1, 70_000, 262_144, 262_145, 400_000, long.length - 1];
  expect(inPieces(long, cuts, { finder: FINDER })).toBe(whole);
});

test.each([
  [
    'accounts',
    '{"email":"jane@example.com","password":"hunter2!","card":"4111111111111111","token":"a1b2c3d4e5f6g7h8"},',
  ],
  ['addresses', 'jane@example.com, '],
  ['fields', 'user=jane password=hunter2 token=abc123def456 '],
])('%s over and over are masked to the end', (_, unit) => {
  const out = redacted(`${unit.repeat(Math.ceil(300_000 / unit.length))}\n`, { finder: FINDER });
  expect(out).not.toContain('[redaction-error]');
  expect(out).not.toMatch(/jane@|hunter2|4111|a1b2|abc123/);
});
