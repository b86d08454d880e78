// What the specs that select one end say together of a connection: the union of what they allow, less what they deny.
import { either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';

/** How far each thing holds. */
export interface Tally {
  /** Some spec puts the end into default deny. */
  isolated: Truth;
  allowed: Truth;
  denied: Truth;
  /** A rule matches that lets only some requests through. */
  filtered: Truth;
  /** A rule matches that demands that the other end proves who it is. */
  authenticated: Truth;
  /** `fromRequires` or `toRequires` narrows what other rules allow. */
  narrowed: Truth;
}

export function emptyTally(): Tally {
  return { isolated: NO, allowed: NO, denied: NO, filtered: NO, authenticated: NO, narrowed: NO };
}

export const atMost = (truth: Truth, bound: Truth): Truth => (truth < bound ? truth : bound);

/** Of what is open whether it matches, all that follows is open. */
const opens = (truth: Truth): Truth => (truth === NO ? NO : MAYBE);

/** What is let through where nothing is denied, by the explicit rules or because nothing isolates the end. */
function letThrough({ isolated, allowed, filtered }: Tally): Truth {
  // Without default deny everything passes but what a rule of layer 7 takes hold of.
  const open: Truth = filtered === NO || allowed === YES ? YES : MAYBE;
  if (isolated === YES) return allowed;
  if (isolated === NO) return open;
  return allowed === open ? open : either(MAYBE, atMost(allowed, open));
}

/**
 * Deny goes before every allow. https://docs.cilium.io/en/stable/security/policy/language/#deny-policies
 * A rule with `enableDefaultDeny: false` and rules of layer 7 drops what those do not let through.
 * https://docs.cilium.io/en/stable/security/policy/intro/#endpoint-default-policy
 */
export function verdictOf(tally: Tally): Truth {
  if (tally.denied === YES) return NO;
  const passes = letThrough(tally);
  const isOpen = [tally.denied, tally.authenticated, tally.narrowed].some((truth) => opens(truth) === MAYBE);
  return isOpen ? atMost(passes, MAYBE) : passes;
}
