// The least number of tests that must run in each area: a suite that shrinks, or is no longer found, is a failure.
import type { Outcome } from './test-summary.ts';

/**
 * By area, as in the summary, without the tests whose tools may be absent all the same. Raised by hand when an area
 * grows, lowered by hand with a reason.
 */
export type Floor = Readonly<Record<string, number>>;

/** How many of an area ran: what was skipped did not. */
function ran(outcomes: readonly Outcome[], area: string): number {
  return outcomes.filter((outcome) => outcome.area === area && outcome.state !== 'skipped').length;
}

/** One failure for each area where fewer ran than its floor, and for each that passes tests and has none. */
export function floorFailures(outcomes: readonly Outcome[], floor: Floor): Outcome[] {
  const low = Object.entries(floor).flatMap(([area, least]): Outcome[] => {
    const now = ran(outcomes, area);
    return now < least ? [{ area, name: `${now} ran, fewer than the floor of ${least}`, state: 'failed' }] : [];
  });
  const passing = new Set(outcomes.filter(({ state }) => state === 'passed').map(({ area }) => area));
  const unlisted = [...passing].filter((area) => !Object.hasOwn(floor, area));
  return low.concat(
    unlisted.map((area) => {
      const name = `no floor: add "${area}": ${ran(outcomes, area)} to scripts/test-floor.json`;
      return { area, name, state: 'failed' };
    }),
  );
}
