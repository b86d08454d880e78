// The three steps of a pattern that it is found by, and what they look like to the first filter.
import type { Steps } from './pattern.ts';

/** Steps that a text is searched for first; of shorter patterns the rest may be anything. */
export const WINDOW = 3;
/** Where a window may stand: what lies further on is only compared. */
const OFFSETS_MAX = 16;
/** Spellings of a window that the table of spellings takes. */
const SPELLINGS_MAX = 64;
const NIBBLES = 16;
const NIBBLE_BITS = 4;
const LOW = 15;
export const ANYTHING = 0xffff;
/** Letters fold to lower case; other bytes that become the same are told apart when the steps are compared. */
const FOLD = 0x20;

/** The low and high halves that a byte may have, as bits. */
export interface Halves {
  readonly low: number;
  readonly high: number;
}

const halvesOfSet = new Map<string, Halves>();

function halves(set: string | undefined): Halves {
  if (set === undefined) return { low: ANYTHING, high: ANYTHING };
  const known = halvesOfSet.get(set);
  if (known !== undefined) return known;
  let low = 0;
  let high = 0;
  for (let at = 0; at < set.length; at++) {
    const byte = set.charCodeAt(at);
    low |= 1 << (byte & LOW);
    high |= 1 << (byte >> NIBBLE_BITS);
  }
  const made = { low, high };
  halvesOfSet.set(set, made);
  return made;
}

export function windowHalves(steps: Steps, offset: number): Halves[] {
  return Array.from({ length: WINDOW }, (_, at) => halves(steps[offset + at]));
}

/** Every place in a pattern where a window may begin. */
export function offsetsOf(steps: Steps): number[] {
  const count = Math.min(OFFSETS_MAX, Math.max(1, steps.length - WINDOW + 1));
  return Array.from({ length: count }, (_, offset) => offset);
}

const foldedOfSet = new Map<string, readonly number[]>();

function folded(set: string): readonly number[] {
  const known = foldedOfSet.get(set);
  if (known !== undefined) return known;
  const made = [...new Set(Array.from(set, (letter) => letter.charCodeAt(0) | FOLD))];
  foldedOfSet.set(set, made);
  return made;
}

/** Each folded spelling as a number, its first byte lowest; undefined where there are too many. */
export function spellings(steps: Steps, offset: number): number[] | undefined {
  const [first, second, third] = [steps[offset], steps[offset + 1], steps[offset + 2]];
  if (first === undefined || second === undefined || third === undefined) return undefined;
  if (folded(first).length * folded(second).length * folded(third).length > SPELLINGS_MAX) return undefined;
  return folded(first).flatMap((one) =>
    folded(second).flatMap((two) => folded(third).map((three) => one | (two << 8) | (three << 16))),
  );
}

const ECHO_MAX = 32;

/** Distances at which the steps let no more pass than `window` does. */
export function echoDistances(steps: Steps, offset: number, window: readonly Halves[]): number[] {
  return Array.from({ length: ECHO_MAX }, (_, index) => index + 1).filter((distance) =>
    windowHalves(steps, offset + distance).every(
      ({ low, high }, step) => (low & ~(window[step]?.low ?? 0)) === 0 && (high & ~(window[step]?.high ?? 0)) === 0,
    ),
  );
}

/** Distances before the window at which the steps let nothing pass that `window` does, nearest first. */
export function disjointDistances(steps: Steps, offset: number, window: readonly Halves[]): number[] {
  return Array.from({ length: offset + WINDOW - 1 }, (_, index) => index + 1).filter((distance) =>
    window.some((halvesOf, step) => {
      const set = steps[offset - distance + step];
      return set !== undefined && !Array.from(set).some((letter) => lets(halvesOf, letter.charCodeAt(0)));
    }),
  );
}

function lets({ low, high }: Halves, byte: number): boolean {
  return ((low >> (byte & LOW)) & (high >> (byte >> NIBBLE_BITS)) & 1) === 1;
}

const SPELLING_FACTOR = 0x9e_37_79_b1;
export const HASH_BITS = 13;

/** Of three bytes with `FOLD` set, as `kernel/anchors.as` computes it. */
export function hashOf(spelling: number): number {
  return Math.imul(spelling, SPELLING_FACTOR) >>> (32 - HASH_BITS);
}

/** What the halves of a window let pass, of all texts there are. */
export function passes(window: readonly Halves[]): number {
  return window.reduce((share, { low, high }) => share * ((ones(low) * ones(high)) / (NIBBLES * NIBBLES)), 1);
}

/** Bits that are set, of 32. */
export function ones(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

export function union(one: readonly Halves[], other: readonly Halves[]): Halves[] {
  return Array.from({ length: WINDOW }, (_, at) => ({
    low: (one[at]?.low ?? 0) | (other[at]?.low ?? 0),
    high: (one[at]?.high ?? 0) | (other[at]?.high ?? 0),
  }));
}
