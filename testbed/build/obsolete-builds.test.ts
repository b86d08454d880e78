// Shows which builds are kept: those in use, and a few that were used lately.
import { describe, expect, test } from 'vitest';
import { type Build, BUILDS_KEPT, IN_USE_MS, obsoleteBuilds, UNUSED_MS_MAX } from './obsolete-builds.ts';

const NOW = 1_800_000_000_000;
const build = (file: string, unused: number, isRunning = false): Build => ({
  file,
  lastUsed: NOW - unused,
  isRunning,
});
const obsolete = (...builds: readonly Build[]): string[] => obsoleteBuilds(builds, NOW).toSorted();

describe('by age', () => {
  test.each([
    [UNUSED_MS_MAX - 1, []],
    [UNUSED_MS_MAX, []],
    [UNUSED_MS_MAX + 1, ['old']],
  ])('unused for %i ms: %j goes', (unused, expected) => {
    expect(obsolete(build('new', 0), build('old', unused))).toEqual(expected);
  });

  test('one that runs stays, however old', () => {
    expect(obsolete(build('old', UNUSED_MS_MAX * 9, true))).toEqual([]);
  });
});

describe('by number', () => {
  const newer = Array.from({ length: BUILDS_KEPT - 1 }, (_, index) => build(`newer-${index}`, index));
  test.each([
    ['the last that is kept', newer, IN_USE_MS + 1, []],
    ['one more, used lately', [...newer, build('another', 0)], IN_USE_MS, []],
    ['one more, not used since', [...newer, build('another', 0)], IN_USE_MS + 1, ['old']],
  ])('%s', (_, others, unused, expected) => {
    expect(obsolete(build('old', unused), ...others)).toEqual(expected);
    expect(obsolete(build('old', unused, true), ...others)).toEqual([]);
  });
});
