// The first tier that decides: Admin, then policies where some isolate the pod, else Baseline, else all is allowed.
import { ALLOWED, NEXT, REFUSED } from './tiers.ts';
import { MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** Outcomes that a truth leaves possible, by its number. */
export const OF_TRUTH: readonly [number, number, number] = [REFUSED, ALLOWED | REFUSED, ALLOWED];

/** What is left where no tier decides is allowed. */
export function truthOf(outcomes: number): Truth {
  const possible = (outcomes & NEXT) === 0 ? outcomes : (outcomes & ~NEXT) | ALLOWED;
  return possible === ALLOWED ? YES : possible === REFUSED ? NO : MAYBE;
}

/** `between`: of the policies between the tiers; undefined where none isolates the pod. */
export function throughTiers(outcomes: (tier: 'admin' | 'baseline') => number, between: Truth | undefined): Truth {
  const admin = outcomes('admin');
  if ((admin & NEXT) === 0) return truthOf(admin);
  const rest = between === undefined ? outcomes('baseline') : OF_TRUTH[between];
  return truthOf((admin & ~NEXT) | rest);
}
