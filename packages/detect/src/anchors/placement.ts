// Chooses for each pattern the window that it is found by, and the bucket of the first filter that lets the window pass.
import type { Pattern } from './pattern.ts';
import { echoDistances, type Halves, offsetsOf, passes, spellings, union, WINDOW, windowHalves } from './window.ts';

/** Buckets of patterns that are found by the spellings of their windows. */
export const NARROW_BUCKETS = 14;
/** Of patterns with too many spellings. */
export const WIDE_BUCKET = 14;
/** Of patterns of fewer steps than a window has, which lie apart: with others they would let everything pass. */
export const SHORT_BUCKET = 15;

export interface Placement {
  /** Index of the step where the window begins. */
  readonly offset: number;
  readonly bucket: number;
}

/** How much a bucket lets pass whose windows lie in these halves. */
export type Cost = (window: readonly Halves[]) => number;

interface Choice {
  readonly offset: number;
  readonly window: readonly Halves[];
  /** What the window lets pass by itself: that goes on to the comparison. */
  readonly own: number;
  /** Those that the pattern may go into. */
  readonly buckets: readonly number[];
}

interface Placed extends Placement {
  readonly window: readonly Halves[];
}

const BUCKETS = SHORT_BUCKET + 1;
const LOW_HALF = 15;
const ALL = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
const NARROW = ALL.slice(0, NARROW_BUCKETS);
const WIDE = ALL.slice(WIDE_BUCKET, SHORT_BUCKET);
const SHORT = ALL.slice(SHORT_BUCKET);
const NOTHING: readonly Halves[] = [];

/**
 * One placement for each pattern: each goes where it lets least more pass, those with least choice first; `rounds` more times each
 * is taken out and placed anew. `planned` holds for the patterns that it knows.
 */
export class Placements {
  readonly #cost: Cost;
  readonly #buckets: Placed[][] = Array.from({ length: BUCKETS }, () => []);
  readonly #unions: (readonly Halves[])[] = Array.from({ length: BUCKETS }, () => NOTHING);
  readonly #costs: number[] = Array.from({ length: BUCKETS }, () => 0);

  constructor(cost: Cost) {
    this.#cost = cost;
  }

  of(patterns: readonly Pattern[], planned: ReadonlyMap<number, Placement>, rounds = 0): Placement[] {
    const chosen = new Map<number, Placed>();
    const open: { readonly index: number; readonly choices: readonly Choice[]; readonly least: number }[] = [];
    patterns.forEach((pattern, index) => {
      const known = planned.get(keyOf(pattern));
      if (known !== undefined && isPlaceOf(pattern, known)) {
        const choice = { ...known, window: windowHalves(pattern.steps, known.offset) };
        chosen.set(index, choice);
        this.#add(choice);
        return;
      }
      const choices = this.#choices(pattern);
      open.push({ index, choices, least: Math.min(...choices.map(({ own }) => own)) });
    });
    open.sort((one, other) => other.least - one.least);
    for (let round = 0; round <= rounds; round++) {
      for (const { index, choices } of open) {
        const before = chosen.get(index);
        if (before !== undefined) this.#remove(before);
        chosen.set(index, this.#best(choices));
      }
    }
    return patterns.map((_, index) => chosen.get(index) as Placed);
  }

  #choices({ steps }: Pattern): Choice[] {
    const all = offsetsOf(steps);
    const narrow = all.filter((offset) => spellings(steps, offset) !== undefined);
    const offsets = narrow.length > 0 ? narrow : repeated(steps, all);
    const buckets = narrow.length > 0 ? NARROW : steps.length < WINDOW ? SHORT : WIDE;
    return offsets.map((offset) => {
      const window = windowHalves(steps, offset);
      return { offset, buckets, window, own: this.#cost(window) };
    });
  }

  #best(choices: readonly Choice[]): Placed {
    let best: Placed | undefined;
    let least = Infinity;
    for (const choice of choices) {
      for (const bucket of choice.buckets) {
        const before = this.#unions[bucket] as readonly Halves[];
        const all = before === NOTHING ? choice.window : union(choice.window, before);
        const more = this.#cost(all) - (this.#costs[bucket] as number) + choice.own;
        if (more >= least) continue;
        least = more;
        best = { offset: choice.offset, window: choice.window, bucket };
      }
    }
    const found = best as Placed;
    this.#add(found);
    return found;
  }

  #add(choice: Placed): void {
    const { bucket, window } = choice;
    this.#buckets[bucket]?.push(choice);
    this.#unite(bucket, union(window, this.#unions[bucket] as readonly Halves[]));
  }

  #remove({ bucket, offset, window }: Placed): void {
    const rest = (this.#buckets[bucket] as Placed[]).slice();
    rest.splice(
      rest.findIndex((choice) => choice.offset === offset && choice.window === window),
      1,
    );
    this.#buckets[bucket] = rest;
    this.#unite(
      bucket,
      rest.reduce((all: readonly Halves[], choice) => union(choice.window, all), NOTHING),
    );
  }

  #unite(bucket: number, all: readonly Halves[]): void {
    this.#unions[bucket] = all;
    this.#costs[bucket] = all === NOTHING ? 0 : this.#cost(all);
  }
}

/** Without measured texts: every text is as likely as another. */
export const evenCost: Cost = passes;

/** The offsets whose windows stand again further on, twice at least: those let less pass than any other. All, where there is none. */
function repeated(steps: Pattern['steps'], offsets: readonly number[]): readonly number[] {
  const again = offsets.filter((offset) => echoDistances(steps, offset, windowHalves(steps, offset)).length > 1);
  return again.length > 0 ? again : offsets;
}

/** From the most frequent in logs: digits and blanks stand in every line. */
const BY_FREQUENCY = '0123456789 etaonirsl.-:_/="cdpumhgfbkvywxzjq';

/** What is planned, and else what costs little to find: the window with the rarest bytes, beside those that begin alike. */
export function quickPlacements(patterns: readonly Pattern[], planned: ReadonlyMap<number, Placement>): Placement[] {
  return patterns.map((pattern) => {
    const known = planned.size === 0 ? undefined : planned.get(keyOf(pattern));
    if (known !== undefined && isPlaceOf(pattern, known)) return known;
    const { steps } = pattern;
    let best: Placement = { offset: 0, bucket: steps.length < WINDOW ? SHORT_BUCKET : WIDE_BUCKET };
    let rarest = -1;
    for (const offset of offsetsOf(steps)) {
      const rare = steps.slice(offset, offset + WINDOW).reduce((sum, set) => sum + rarity(set), 0);
      if (rare <= rarest || spellings(steps, offset) === undefined) continue;
      rarest = rare;
      best = { offset, bucket: lowHalf(steps[offset]) % NARROW_BUCKETS };
    }
    return best;
  });
}

function lowHalf(set = ''): number {
  return set.charCodeAt(0) & LOW_HALF;
}

function rarity(set: string): number {
  return (rankOf(set.charAt(0).toLowerCase()) * BY_FREQUENCY.length) / set.length;
}

/** How rare a character of lower case is in logs: 0 for the most frequent, 1 for all that are not named. */
export function rankOf(character: string): number {
  const place = BY_FREQUENCY.indexOf(character);
  return place < 0 ? 1 : place / BY_FREQUENCY.length;
}

function isPlaceOf({ steps }: Pattern, { offset, bucket }: Placement): boolean {
  if (bucket === SHORT_BUCKET) return steps.length < WINDOW && offset === 0;
  return bucket >= WIDE_BUCKET ? offset + WINDOW <= steps.length : spellings(steps, offset) !== undefined;
}

const OFFSET_BASIS = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/** FNV-1a of the steps. Two patterns with the same key share a placement, which is only slower. */
export function keyOf({ steps }: Pattern): number {
  let hash = OFFSET_BASIS;
  for (const letter of steps.join('\u0000')) hash = Math.imul(hash ^ letter.charCodeAt(0), PRIME);
  return hash >>> 0;
}
