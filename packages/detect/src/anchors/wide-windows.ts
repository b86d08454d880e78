// Where the windows of patterns with too many spellings stand again, and where they do not: what is compared is told by that.
import type { Pattern, Steps } from './pattern.ts';
import { type Placement, WIDE_BUCKET } from './placement.ts';
import { disjointDistances, echoDistances, type Halves, union, windowHalves } from './window.ts';

export interface WideWindows {
  /** At most two distances behind the window, at each of which one stands again in every wide pattern. */
  readonly echoes: readonly number[];
  /** How far before the window none stands, in every wide pattern; 0 where there is no such distance. */
  readonly fence: number;
}

interface Place {
  readonly steps: Steps;
  readonly offset: number;
}

/** A window "stands" where the filter passes that of any wide pattern. */
export function wideWindows(patterns: readonly Pattern[], placements: readonly Placement[]): WideWindows {
  const wide = patterns.flatMap(({ steps }, pattern) => {
    const { offset, bucket } = placements[pattern] as Placement;
    return bucket === WIDE_BUCKET ? [{ steps, offset }] : [];
  });
  const all = wide.map(({ steps, offset }) => windowHalves(steps, offset)).reduce(union, []);
  // The furthest tell most: what is near follows from itself.
  const echoes = inAll(wide, all, echoDistances).slice(-2);
  const [fence = 0] = inAll(wide, all, disjointDistances);
  return { echoes, fence };
}

/** Distances that hold for each of the patterns. */
function inAll(
  wide: readonly Place[],
  all: readonly Halves[],
  distancesOf: (steps: Steps, offset: number, window: readonly Halves[]) => number[],
): number[] {
  const [first = [], ...others] = wide.map(({ steps, offset }) => distancesOf(steps, offset, all));
  return first.filter((distance) => others.every((distances) => distances.includes(distance)));
}
