// Work grows with the line and no faster, for every rule: characters looked at are counted, on lines made to be slow.
import { describe, expect, test } from 'vitest';
import { countingText } from '../testing/counting-text.ts';
import { RULES } from './all.ts';
import { REDACTION_DETECTORS } from './detectors.ts';
import { Finder } from './finder.ts';

/** Beyond every bound that a rule has, so that a bound does not pass for growth. */
const LENGTHS = [6000, 60_000] as const;
/** Tenfold, and a little for the ends. */
const GROWTH_MAX = 11;
/** Characters looked at for one of the line. */
const LOOKED_MAX = 3_000;

/** Each rule must be linear by itself, whatever the limit of a line's work cuts off. */
const UNLIMITED = { workLimit: () => Infinity };
const FINDER = new Finder([], undefined, UNLIMITED);
const WITH_DETECTORS = new Finder(REDACTION_DETECTORS, undefined, UNLIMITED);

/** The search for anchors reads a copy in bytes, each pair once, which counts as the whole line; what the rules look at is counted. */
function looked(unit: string, length: number, finder: Finder): number {
  const counting = countingText(unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
  finder.find(counting.text);
  return counting.looked();
}

/** What is wrong with the work for a line of that unit, over and over. */
function faults(unit: string, finder = FINDER): string[] {
  const [short, long] = LENGTHS.map((length) => looked(unit, length, finder)) as [number, number];
  const found: string[] = [];
  if (long / short > GROWTH_MAX) found.push(`${unit}: grows from ${short} to ${long}`);
  if (long / LENGTHS[1] > LOOKED_MAX) found.push(`${unit}: looks ${Math.round(long / LENGTHS[1])} times at each`);
  return found;
}

/** One text of an anchor: of a set of characters its first. */
const shown = (steps: readonly string[]): string => steps.map((step) => step.charAt(0)).join('');

/** What follows the anchor, over and over: signs that open something which never ends. */
const ENDINGS = ['="', "='", ':[', ' ', '\\"', '{(', '%25', ';a=', '://a:', ', "'];

describe.each(RULES)('$id', ({ anchors }) => {
  const texts = [...new Set(anchors.map(shown))];
  test.each(ENDINGS)('before %j', (ending) => {
    // Anchors take turns over the endings.
    expect(faults((texts[(ENDINGS.indexOf(ending) * 7) % texts.length] ?? '') + ending)).toEqual([]);
  });
});

describe('signs without a name', () => {
  test.each([
    '"',
    "'",
    '`',
    '\\',
    '{',
    '[',
    '(',
    '=',
    ':',
    ';',
    ',',
    '%25',
    '%',
    '1',
    '12 ',
    '4111 ',
    '.',
    '-',
    '@',
    'a@',
    ' ',
    '*',
    'a',
    '\u001B[',
  ])('%j', (unit) => {
    expect(faults(unit)).toEqual([]);
  });
});

describe('opened, and never closed', () => {
  test.each([
    'password="',
    'password=a',
    '"password":"\\',
    'token:[a1b2c3d4 ',
    'Name:password,Value:',
    'postgres://u:p',
    'a:b@tcp(',
    'insert into t (password) values (',
    "insert into t (password) values ('a',",
    'cookie: a=b;',
    'authorization: digest a="',
    'eyJa.',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----A\\n',
    'mysql -u ',
    '"AUTH" "a" ',
    '[REDACTED:password] ',
    '4111 1111 1111 1111 exp ',
  ])('%j', (unit) => {
    expect(faults(unit)).toEqual([]);
  });
});

test('all detectors beside the rules', () => {
  const units = ['password="', 'ghp_', 'api_key=a1 ', '{"a":"', '%25', '-----BEGIN ', '1234 '];
  expect(units.flatMap((unit) => faults(unit, WITH_DETECTORS))).toEqual([]);
});
