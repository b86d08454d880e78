// Tells from two pairs of bytes side by side whether a pattern may lie there: the filter of the scan without SIMD.
import type { Pattern, Steps } from './pattern.ts';
import { NARROW_BUCKETS, type Placement, rankOf } from './placement.ts';
import { WINDOW } from './window.ts';

const BYTES = 256;
const BYTE_BITS = 8;
/** Buckets of windows: of so many few pairs let each pass. */
const WINDOW_BUCKETS = 30;
export const WINDOW_BITS = 2 ** WINDOW_BUCKETS - 1;
/** Of patterns that are compared from their first step on: with too many spellings, and shorter than a window. */
export const WIDE_BIT = 2 ** WINDOW_BUCKETS;
export const SHORT_BIT = 2 * WIDE_BIT;
/** Pairs that are looked at for wide patterns behind the first two. */
const ECHOES_MAX = 5;
/** Pairs that the frequency of a window is reckoned from: those of a step that may be anything are many. */
const SAMPLE_MAX = 32;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const ANY = Array.from({ length: BYTES }, (_, byte) => byte);

/** All by what a `Uint16Array` over the text gives. */
export interface PairTable {
  /** The buckets of which a pair may be the first, and the second, as bits. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** 1 where a pair may stand behind the first two in a wide pattern, and how many pairs there must. */
  readonly echoes: Uint8Array;
  readonly echoCount: number;
}

type Pairs = readonly number[];

/** Pairs that a pattern may lie in from one of its steps on; -1 is the step before it, which may be anything. */
function pairsFrom(steps: Steps, at: number): Pairs {
  const pairs: number[] = [];
  const seconds = bytesOf(steps[at + 1]);
  for (const one of bytesOf(steps[at])) {
    for (const two of seconds) {
      pairs.push(IS_LITTLE_ENDIAN ? one | (two << BYTE_BITS) : (one << BYTE_BITS) | two);
    }
  }
  return pairs;
}

function bytesOf(set: string | undefined): readonly number[] {
  return set === undefined ? ANY : Array.from(set, (character) => character.charCodeAt(0));
}

/** For patterns that are placed so: windows that begin in the first of a pair, and in the second. */
export function pairTable(patterns: readonly Pattern[], placements: readonly Placement[]): PairTable {
  const first = new Uint32Array(BYTES * BYTES);
  const second = new Uint32Array(BYTES * BYTES);
  const echoes = new Uint8Array(BYTES * BYTES);
  const isNarrow = (pattern: number): boolean => (placements[pattern] as Placement).bucket < NARROW_BUCKETS;
  const others = patterns.filter((_, pattern) => !isNarrow(pattern)).flatMap(({ steps }) => bothWays(steps, 0));
  for (const { steps, at } of others) {
    const bit = steps.length < WINDOW ? SHORT_BIT : WIDE_BIT;
    mark(first, pairsFrom(steps, at), bit);
    mark(second, pairsFrom(steps, at + 2), bit);
  }
  const wide = others.filter(({ steps }) => steps.length >= WINDOW);
  const echoCount = Math.max(
    0,
    Math.min(ECHOES_MAX, ...wide.map(({ steps, at }) => Math.floor((steps.length - at) / 2) - 2)),
  );
  for (const { steps, at } of wide) {
    for (let pair = 2; pair < 2 + echoCount; pair++) mark(echoes, pairsFrom(steps, at + 2 * pair), 1);
  }
  fillBuckets(
    first,
    second,
    patterns.flatMap(({ steps }, pattern) =>
      isNarrow(pattern) ? bothWays(steps, (placements[pattern] as Placement).offset) : [],
    ),
  );
  return { first, second, echoes, echoCount };
}

interface Place {
  readonly steps: Steps;
  /** Index of the step where the first pair begins. */
  readonly at: number;
}

function bothWays(steps: Steps, offset: number): Place[] {
  return [offset, offset - 1].map((at) => ({ steps, at }));
}

/** Each goes where it lets least more pass, those that pass most by themselves first. */
function fillBuckets(first: Uint32Array, second: Uint32Array, places: readonly Place[]): void {
  const items = places.map(({ steps, at }) => {
    const [one, two] = [sampled(pairsFrom(steps, at)), sampled(pairsFrom(steps, at + 2))];
    return { one, two, own: sum(one) * sum(two) };
  });
  const firsts = new Float64Array(WINDOW_BUCKETS);
  const seconds = new Float64Array(WINDOW_BUCKETS);
  for (const { one, two } of items.sort((a, b) => b.own - a.own)) {
    let best = 0;
    let least = Infinity;
    for (let bucket = 0; bucket < WINDOW_BUCKETS; bucket++) {
      const [before, after] = [firsts[bucket] as number, seconds[bucket] as number];
      const more = (before + added(first, one, bucket)) * (after + added(second, two, bucket)) - before * after;
      if (more >= least) continue;
      least = more;
      best = bucket;
    }
    firsts[best] = (firsts[best] as number) + added(first, one, best);
    seconds[best] = (seconds[best] as number) + added(second, two, best);
    mark(first, one.all, 2 ** best);
    mark(second, two.all, 2 ** best);
  }
}

interface Sampled {
  readonly all: Pairs;
  readonly sample: Pairs;
}

function sampled(all: Pairs): Sampled {
  const stride = Math.ceil(all.length / SAMPLE_MAX);
  return { all, sample: stride === 1 ? all : all.filter((_, index) => index % stride === 0) };
}

/** How often pairs occur that are not in the bucket yet. */
function added(table: Uint32Array, { all, sample }: Sampled, bucket: number): number {
  let more = 0;
  for (const pair of sample) if ((((table[pair] as number) >>> bucket) & 1) === 0) more += frequency(pair);
  return (more * all.length) / sample.length;
}

function sum({ all, sample }: Sampled): number {
  let share = 0;
  for (const pair of sample) share += frequency(pair);
  return (share * all.length) / sample.length;
}

function mark(table: Uint32Array | Uint8Array, pairs: Pairs, bits: number): void {
  for (const pair of pairs) table[pair] = (table[pair] as number) | bits;
}

const SHARE_MAX = 0.042;
const SHARE_MIN = 0.0005;
/** Of a letter, where its lower case is 1. */
const UPPER_CASE = 0.1;

function shareOf(character: string): number {
  const lower = character.toLowerCase();
  const share = SHARE_MIN + (SHARE_MAX - SHARE_MIN) * (1 - rankOf(lower));
  return lower === character ? share : share * UPPER_CASE;
}

const SHARES = Float64Array.from({ length: BYTES }, (_, byte) => shareOf(String.fromCharCode(byte)));

/** How often a pair occurs in logs, were bytes independent. */
function frequency(pair: number): number {
  return (SHARES[pair & (BYTES - 1)] as number) * (SHARES[pair >> BYTE_BITS] as number);
}
