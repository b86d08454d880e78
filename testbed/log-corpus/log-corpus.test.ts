// Recall, and masked places in benign lines, of redaction on the corpus, within the bounds that the project promises.
import { Finder, REDACTION_DETECTORS, Redactor } from '@watertight/detect';
import { describe, expect, test } from 'vitest';
import { benignLines, CONTEXTS, type Line, sensitiveLines } from './corpus.ts';
import { judged, maskedPlaces } from './judge.ts';

const SEED = 2026;
const RECALL_MIN = 0.995;
/** In a hundred thousand benign lines. */
const PLACES_MAX = 5;
const BENIGN_LINES = 20_000;
/** Of each context. */
const LINES_EACH = 40;

const finder = new Finder(REDACTION_DETECTORS);

function redacted(lines: readonly Line[]): string[] {
  const redactor = new Redactor({ finder });
  const parts = lines.flatMap(({ risky }) => redactor.push(Buffer.from(`${risky}\n`)).map((part) => Buffer.from(part)));
  return Buffer.concat([...parts, ...redactor.flush()])
    .toString()
    .split('\n')
    .slice(0, -1);
}

const sensitive = sensitiveLines(LINES_EACH * CONTEXTS.length, SEED);
const out = redacted(sensitive);

test('values are masked', () => {
  const { values, shown } = judged(sensitive, out);
  expect((values - shown) / values).toBeGreaterThanOrEqual(RECALL_MIN);
});

describe('lines come out as specified', () => {
  const indexes = [...sensitive.keys()];
  test.each(CONTEXTS.map(({ name }) => name))('%s', (name) => {
    const chosen = indexes.filter((at) => sensitive[at]?.context === name);
    const wrong = chosen.filter((at) => out[at] !== sensitive[at]?.safe).map((at) => out[at]);
    expect(chosen.length).toBeGreaterThanOrEqual(LINES_EACH);
    expect(wrong).toEqual([]);
  });
});

test('benign lines pass', () => {
  const lines = benignLines(BENIGN_LINES, SEED + 1);
  const passed = redacted(lines);
  const places = lines.reduce((sum, { risky }, index) => sum + maskedPlaces(risky, passed[index] ?? ''), 0);
  expect((places * 100_000) / BENIGN_LINES).toBeLessThanOrEqual(PLACES_MAX);
});
