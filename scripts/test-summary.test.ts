// Shows how gates and tests are counted, and when a skip is a failure.
import { describe, expect, test } from 'vitest';
import { areaOf } from './test-reporter.ts';
import { count, countsLine, judge, type Outcome, skipReason, summaryLines } from './test-summary.ts';

const skipped = (reason: string): Outcome => ({ area: 'a', name: 'n', state: 'skipped', reason });

test.each([
  ['labels as kubectl does, needs kubectl', undefined, 'kubectl is not installed'],
  ['renders (needs helm)', '', 'helm is not installed'],
  ['starts (needs kubernetes-1.37)', undefined, 'kubernetes-1.37 is not installed'],
  ['needs kubectl. And more', undefined, 'kubectl is not installed'],
  ['needs kubectl', 'kubectl is too old', 'kubectl is too old'],
  ['reads a Secret', undefined, 'no reason given'],
])('"%s" with the note %s was skipped since %s', (name, note, reason) => {
  expect(skipReason(name, note, (tool) => `${tool} is not installed`)).toBe(reason);
});

describe('a skip', () => {
  const states = (reason: string, requireAll: boolean, notRequired: string[] = []): string[] =>
    judge([skipped(reason)], { requireAll, notRequired }).map(({ state }) => state);
  test('is a skip where tools may be absent', () => {
    expect(states('kubectl is not installed', false)).toEqual(['skipped']);
  });
  test('is a failure where all is required, unless its tool may be absent', () => {
    expect(states('kubectl is not installed', true)).toEqual(['failed']);
    expect(states('kubectl is not installed', true, ['helm'])).toEqual(['failed']);
    expect(states('helm is not installed', true, ['helm'])).toEqual(['skipped']);
    expect(states('helmfile is not installed', true, ['helm'])).toEqual(['failed']);
    expect(states('no reason given', true, ['helm'])).toEqual(['failed']);
  });
  test('that fails keeps its reason', () => {
    expect(judge([skipped('x is absent')], { requireAll: true, notRequired: [] })[0]?.reason).toContain('x is absent');
  });
});

test('the last line is the counts alone', () => {
  const outcomes: Outcome[] = [
    { area: 'lint', name: 'oxlint', state: 'passed' },
    { area: 'packages/syntax', name: 'reads', state: 'failed' },
    { area: 'packages/syntax', name: 'writes', state: 'passed' },
    { ...skipped('helm is not installed'), area: 'packages/sources' },
  ];
  expect(summaryLines(outcomes, { lint: 1 })).toEqual([
    '  lint              1 passed, 0 failed, 0 skipped (floor 1)',
    '  packages/syntax   1 passed, 1 failed, 0 skipped',
    '  packages/sources  0 passed, 0 failed, 1 skipped',
    '  failed: packages/syntax: reads',
    '  skipped: packages/sources: n (helm is not installed)',
    '2 passed, 1 failed, 1 skipped',
  ]);
  expect(countsLine(count([]))).toBe('0 passed, 0 failed, 0 skipped');
});

test.each([
  ['packages/syntax/src/a/b.test.ts', 'packages/syntax'],
  ['testbed/verifier/a.test.ts', 'testbed/verifier'],
  ['testbed/a.test.ts', 'testbed'],
  ['repo-rules/a.test.ts', 'repo-rules'],
])('%s belongs to %s', (file, area) => {
  expect(areaOf(file)).toBe(area);
});
