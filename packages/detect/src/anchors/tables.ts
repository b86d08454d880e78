// The tables that anchors are searched with, in one piece of memory that the kernel and the scan in TypeScript both read.
import type { Pattern } from './pattern.ts';
import { NARROW_BUCKETS, type Placement, WIDE_BUCKET } from './placement.ts';
import { wideWindows } from './wide-windows.ts';
import { HASH_BITS, hashOf, spellings, windowHalves } from './window.ts';

/** Where the parts lie, in bytes; `kernel/anchors.as` has the same numbers. */
export const LAYOUT = { header: 192, heads: 256, entries: 256 + 2 * (1 << HASH_BITS) + 512 } as const;
const HALF_BYTES = 16;
/** Of one step of the window: low and high halves of the first eight buckets, then of the others. */
const STEP_BYTES = 4 * HALF_BYTES;
const ENTRY_BYTES = 4;
const PATTERN_BYTES = 8;
const SET_BYTES = 32;
const BUCKETS_OF_BYTE = 8;

/** The header's words, in order. */
export interface Header {
  readonly patterns: number;
  readonly steps: number;
  readonly sets: number;
  /** Patterns with too many spellings: a count, then their numbers. */
  readonly wide: number;
  /** Patterns that are shorter than a window: a count, then their numbers. */
  readonly short: number;
  /** Distances at which the window of every wide pattern stands again; 0 for none. */
  readonly firstEcho: number;
  readonly secondEcho: number;
  /** How far before the window of every wide pattern it cannot stand; 0 for none. */
  readonly fence: number;
  readonly end: number;
}

export interface Tables {
  readonly bytes: Uint8Array;
  readonly header: Header;
}

interface Chains {
  readonly heads: Uint16Array;
  /** Next entry and pattern, in turns; entry 0 is none. */
  readonly entries: readonly number[];
  readonly wide: readonly number[];
  readonly short: readonly number[];
}

export function tablesOf(patterns: readonly Pattern[], placements: readonly Placement[]): Tables {
  const { heads, entries, wide, short } = chainsOf(patterns, placements);
  const sets = new Map<string, number>();
  const steps: number[] = [];
  const starts = patterns.map(({ steps: own }) => {
    const start = steps.length;
    for (const set of own) {
      if (!sets.has(set)) sets.set(set, sets.size);
      steps.push(sets.get(set) as number);
    }
    return start;
  });
  const places = layOut(entries.length / 2, patterns.length, steps.length, {
    sets: sets.size,
    wide: wide.length,
    short: short.length,
  });
  const { echoes, fence } = wideWindows(patterns, placements);
  const [firstEcho = 0, secondEcho = 0] = echoes;
  const header = { ...places, firstEcho, secondEcho, fence };
  const bytes = new Uint8Array(header.end);
  const words = new Uint32Array(bytes.buffer);
  const halfWords = new Uint16Array(bytes.buffer);
  fillFilter(bytes, patterns, placements);
  words.set(wordsOf(header), LAYOUT.header / 4);
  halfWords.set(heads, LAYOUT.heads / 2);
  halfWords.set(entries, LAYOUT.entries / 2);
  patterns.forEach(({ steps: own }, pattern) => {
    const at = header.patterns + pattern * PATTERN_BYTES;
    words[at / 4] = header.steps + 2 * (starts[pattern] as number);
    halfWords[at / 2 + 2] = own.length;
    halfWords[at / 2 + 3] = placements[pattern]?.offset ?? 0;
  });
  halfWords.set(steps, header.steps / 2);
  for (const [set, number] of sets) {
    for (const letter of set) {
      const at = header.sets + number * SET_BYTES + (letter.charCodeAt(0) >> 3);
      bytes[at] = (bytes[at] as number) | (1 << (letter.charCodeAt(0) & 7));
    }
  }
  halfWords.set([wide.length, ...wide], header.wide / 2);
  halfWords.set([short.length, ...short], header.short / 2);
  return { bytes, header };
}

function wordsOf({ patterns, steps, sets, wide, short, firstEcho, secondEcho, fence }: Header): number[] {
  return [patterns, steps, sets, wide, short, firstEcho, secondEcho, fence];
}

const aligned = (bytes: number): number => Math.ceil(bytes / PATTERN_BYTES) * PATTERN_BYTES;

interface Counts {
  readonly sets: number;
  readonly wide: number;
  readonly short: number;
}

type Places = Omit<Header, 'firstEcho' | 'secondEcho' | 'fence'>;

function layOut(entries: number, patterns: number, steps: number, { sets, wide, short }: Counts): Places {
  const patternsAt = aligned(LAYOUT.entries + entries * ENTRY_BYTES);
  const stepsAt = patternsAt + patterns * PATTERN_BYTES;
  const setsAt = aligned(stepsAt + 2 * steps);
  const wideAt = setsAt + sets * SET_BYTES;
  const shortAt = wideAt + 2 + 2 * wide;
  const end = aligned(shortAt + 2 + 2 * short);
  return { patterns: patternsAt, steps: stepsAt, sets: setsAt, wide: wideAt, short: shortAt, end };
}

/** Patterns by the spellings of their windows, the earlier first. */
function chainsOf(patterns: readonly Pattern[], placements: readonly Placement[]): Chains {
  const heads = new Uint16Array(1 << HASH_BITS);
  const entries = [0, 0];
  const wide: number[] = [];
  const short: number[] = [];
  for (let pattern = patterns.length - 1; pattern >= 0; pattern--) {
    const { offset, bucket } = placements[pattern] as Placement;
    if (bucket >= NARROW_BUCKETS) {
      (bucket === WIDE_BUCKET ? wide : short).unshift(pattern);
      continue;
    }
    const hashes = new Set(spellings(patterns[pattern]?.steps ?? [], offset)?.map(hashOf));
    for (const hash of hashes) {
      entries.push(heads[hash] as number, pattern);
      heads[hash] = entries.length / 2 - 1;
    }
  }
  if (entries.length > 2 * 0xffff) throw new RangeError('more spellings of anchors than sixteen bits number');
  return { heads, entries, wide, short };
}

function fillFilter(bytes: Uint8Array, patterns: readonly Pattern[], placements: readonly Placement[]): void {
  patterns.forEach(({ steps }, pattern) => {
    const { offset, bucket } = placements[pattern] as Placement;
    const half = bucket < BUCKETS_OF_BYTE ? 0 : 2 * HALF_BYTES;
    const bit = 1 << (bucket % BUCKETS_OF_BYTE);
    windowHalves(steps, offset).forEach(({ low, high }, step) => {
      const at = step * STEP_BYTES + half;
      for (let nibble = 0; nibble < HALF_BYTES; nibble++) {
        if (((low >> nibble) & 1) === 1) bytes[at + nibble] = (bytes[at + nibble] as number) | bit;
        if (((high >> nibble) & 1) === 1)
          bytes[at + HALF_BYTES + nibble] = (bytes[at + HALF_BYTES + nibble] as number) | bit;
      }
    });
  });
}
