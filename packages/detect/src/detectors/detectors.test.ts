// Every detector finds its positive examples at the marked place, and nothing in its negative ones; chance does not pass; time is linear.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Detector, Match } from '../formats/detector.ts';
import { countingText } from '../testing/counting-text.ts';
import { exampleText } from '../testing/example-text.ts';
import { anchorPlaces, findAll } from '../testing/find-all.ts';
import { randomFrom, randomText } from '../testing/random.ts';
import { ALL_DETECTORS } from './all.ts';

const SEEDS = [1, 2, 3, 4, 5];
const EXAMPLES_MIN = 3;
const WINDOW = 4096;
/** Of the line on each side of the example, in characters: tenfold, and no more may be looked at. */
const LENGTHS = [10_000, 100_000];
const FILLERS = ['a', '1', 'A', '-', '=', ' ', ':', '@', '"', 'a-', '1.', '%3D', '\\n'];
/** In characters, for all anchors of the example. */
const LOOKED_MAX = 100_000;
const RUNS = 1000;
/** One in a thousand. */
const PASSED_MAX = 1;
/** What chance makes is now and then a run or a word of the placeholders: two in a thousand. */
const MISSED_MAX = 2;
const ANCHOR = /^[\x20-\x7e]{3,}$/;

test('every file of the folder holds one detector, named by its id', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const ids = files.filter((file) => file !== 'all.ts').map((file) => file.slice(0, -'.ts'.length));
  expect(ALL_DETECTORS.map(({ id }) => id)).toEqual(ids.toSorted());
});

test('there are at least 250 of them', () => expect(ALL_DETECTORS.length).toBeGreaterThanOrEqual(250));

/** Sets whose members a made-up value of the example may have come from, narrowest first. */
const ALPHABETS = [
  /^[0-9]+$/,
  /^[0-9a-f]+$/,
  /^[0-9A-F]+$/,
  /^[0-9a-z]+$/,
  /^[0-9A-Z]+$/,
  /^[0-9A-Za-z]+$/,
  /^[0-9A-Za-z_-]+$/,
  /^[0-9A-Za-z_.+/=-]+$/,
];
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');

function alphabetOf(value: string): string {
  const pattern = ALPHABETS.find((candidate) => candidate.test(value));
  return pattern === undefined
    ? PRINTABLE
    : Array.from(PRINTABLE)
        .filter((char) => pattern.test(char))
        .join('');
}

/**
 * The example's line with a value of chance. A value that holds its anchor stays in its place; for one that is known by what stands
 * beside it, the anchors are taken away.
 */
function lineOfChance(detector: Detector, template: string, seed: number): string {
  const { text, value } = exampleText(template, seed);
  const { start, end } = value ?? { start: 0, end: 0 };
  const old = text.slice(start, end);
  const chance = randomText(alphabetOf(old), old.length, randomFrom(seed + 7919));
  if (detector.anchors.some((anchor) => old.toLowerCase().includes(anchor)))
    return text.slice(0, start) + chance + text.slice(end);
  let line = `${text.slice(0, start)}${chance}${text.slice(end)}`;
  for (const anchor of detector.anchors) line = line.toLowerCase().includes(anchor) ? `value = ${chance}` : line;
  return line;
}

/** What `match` answers where the line is cut off as far from the anchor as a detector may look. */
function inWindow(detector: Detector, text: string, at: number): Match | undefined {
  const from = Math.max(0, at - WINDOW);
  const found = detector.match(text.slice(from, at + WINDOW), at - from, 'scan');
  return found === undefined ? undefined : { start: found.start + from, end: found.end + from };
}

describe.each(ALL_DETECTORS)('$id', (detector) => {
  const { positive, negative } = detector.examples;

  test('says what it is, where that is described, and what finds it', () => {
    expect(detector.title).toMatch(/^\S.*\S$/);
    expect(detector.reference).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]+\/?/);
    expect(detector.anchors.length).toBeGreaterThan(0);
    for (const anchor of detector.anchors) expect(anchor).toMatch(ANCHOR);
    expect(detector.anchors.map((anchor) => anchor.toLowerCase())).toEqual(detector.anchors);
    expect(positive.length).toBeGreaterThanOrEqual(EXAMPLES_MIN);
    expect(negative.length).toBeGreaterThanOrEqual(EXAMPLES_MIN);
    expect(new Set([...positive, ...negative]).size).toBe(positive.length + negative.length);
  });

  test('says in one sentence what of its format is not confirmed, if anything is', () => {
    expect(detector.unconfirmed ?? 'All is said.').toMatch(/^[A-Z].*[^.]\.$/);
  });

  test.each(positive)('finds %s', (template) => {
    for (const seed of SEEDS) {
      const { text, value } = exampleText(template, seed);
      expect(value).toBeDefined();
      for (const policy of ['scan', 'redact'] as const)
        expect({ policy, text, found: findAll(detector, text, policy) }).toEqual({ policy, text, found: [value] });
    }
  });

  test.each(negative)('finds nothing in %s', (template) => {
    for (const seed of SEEDS) {
      const { text } = exampleText(template, seed);
      expect({ text, found: findAll(detector, text, 'scan') }).toEqual({ text, found: [] });
    }
  });

  test('refuses chance, and accepts its own format whatever chance makes of it', () => {
    let passed = 0;
    let missed = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const template = positive[seed % positive.length] ?? '';
      if (findAll(detector, lineOfChance(detector, template, seed), 'redact').length > 0) passed++;
      if (findAll(detector, exampleText(template, seed).text, 'scan').length === 0) missed++;
    }
    expect(passed).toBeLessThanOrEqual(PASSED_MAX);
    expect(missed).toBeLessThanOrEqual(MISSED_MAX);
  });

  test('looks at a bounded part of the line, however long that is', () => {
    const { text, value } = exampleText(positive[0] ?? '', 1);
    const head = text.slice(0, value?.end);
    for (const filler of [...FILLERS, head]) {
      const [short, long] = LENGTHS.map((length) => {
        const filling = filler.repeat(length / filler.length);
        const line = filling + head + filling;
        const counting = countingText(line);
        for (const place of anchorPlaces(detector, head)) {
          const at = filling.length + place;
          const found = detector.match(counting.text, at, 'scan');
          expect({ filler, at, found }).toEqual({ filler, at, found: inWindow(detector, line, at) });
        }
        return counting.looked();
      });
      expect({ filler, looked: long }).toEqual({ filler, looked: short });
      expect(short).toBeLessThan(LOOKED_MAX);
    }
  });
});
