// Searches bytes for all patterns at once, with tables alone: the search where there is no SIMD, and that of single lines.
import type { AnchorSearch } from './anchor-search.ts';
import type { Pattern } from './pattern.ts';
import { type PairTable, pairTable, SHORT_BIT, WIDE_BIT, WINDOW_BITS } from './pair-table.ts';
import type { Placement } from './placement.ts';
import { LAYOUT, type Tables } from './tables.ts';
import { hashOf } from './window.ts';

const NEWLINE = 0x0a;
const FOLDED = 0x20_20_20;
const HEADS = LAYOUT.heads / 2;

export class AnchorScan implements AnchorSearch {
  readonly #pairs: PairTable;
  readonly #tables: Tables;
  readonly #halfWords: Uint16Array;
  readonly #words: Uint32Array;
  readonly #wide: Uint16Array;
  readonly #short: Uint16Array;
  readonly #patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[], placements: readonly Placement[], tables: Tables) {
    const { bytes, header } = tables;
    this.#patterns = patterns;
    this.#tables = tables;
    this.#pairs = pairTable(patterns, placements);
    const halfWords = new Uint16Array(bytes.buffer);
    this.#halfWords = halfWords;
    this.#words = new Uint32Array(bytes.buffer);
    const listAt = (at: number): Uint16Array => halfWords.subarray(at + 1, at + 1 + (halfWords[at] as number));
    this.#wide = listAt(header.wide / 2);
    this.#short = listAt(header.short / 2);
  }

  find(text: Uint8Array, from: number, to: number): number[] {
    const search = { text, from, to, found: [] };
    if (to <= from) return search.found;
    const { byteOffset, buffer } = text;
    const pairs = new Uint16Array(buffer, 0, buffer.byteLength >>> 1);
    const first = (byteOffset + from + 1) >>> 1;
    const last = ((byteOffset + to) >>> 1) - 1;
    const begin = 2 * first - byteOffset;
    for (let at = from - 1; at < Math.min(begin, to); at++) this.#slowly(search, at);
    if (first < last) this.#byPairs(search, pairs, first, last);
    for (let at = Math.max(begin, 2 * last - byteOffset); at < to; at++) this.#slowly(search, at);
    return search.found;
  }

  /** Windows that begin in the pairs `[first, last)`; the pair at `last` lies in the text, too. */
  #byPairs(search: Search, pairs: Uint16Array, first: number, last: number): void {
    const { first: firsts, second: seconds } = this.#pairs;
    const { byteOffset } = search.text;
    let before = firsts[pairs[first] as number] as number;
    for (let pair = first; pair < last; pair++) {
      const next = pairs[pair + 1] as number;
      const buckets = before & (seconds[next] as number);
      before = firsts[next] as number;
      if (buckets === 0) continue;
      const at = 2 * pair - byteOffset;
      if ((buckets & SHORT_BIT) !== 0 || ((buckets & WIDE_BIT) !== 0 && this.#echoes(pairs, pair))) {
        this.#others(search, at);
        this.#others(search, at + 1);
      }
      if ((buckets & WINDOW_BITS) !== 0) {
        const { text } = search;
        const middle = ((text[at + 1] as number) << 8) | ((text[at + 2] as number) << 16);
        this.#chain(search, at, (text[at] as number) | middle);
        this.#chain(search, at + 1, (middle >>> 8) | ((text[at + 3] as number) << 16));
      }
    }
  }

  ends(text: Uint8Array, from: number, to: number): number[] {
    const found = this.find(text, from, to);
    const ends: number[] = [];
    for (let at = 0; at < found.length; at += 2) {
      ends.push((found[at + 1] as number) + (this.#patterns[found[at] as number]?.steps.length ?? 0));
    }
    return ends;
  }

  /** At the edges, where a part of the pairs lies outside. */
  #slowly(search: Search, at: number): void {
    this.#others(search, at);
    this.#chain(search, at, byteOf(search, at) | (byteOf(search, at + 1) << 8) | (byteOf(search, at + 2) << 16));
  }

  /** Patterns of which the window may begin there. */
  #chain(search: Search, at: number, spelling: number): void {
    const halfWords = this.#halfWords;
    for (let entry = halfWords[HEADS + hashOf(spelling | FOLDED)] as number; entry !== 0;) {
      const place = LAYOUT.entries / 2 + 2 * entry;
      const pattern = halfWords[place + 1] as number;
      this.#compare(search, at - (halfWords[this.#tables.header.patterns / 2 + 4 * pattern + 3] as number), pattern);
      entry = halfWords[place] as number;
    }
  }

  /** Patterns that may begin there themselves. */
  #others(search: Search, at: number): void {
    for (const pattern of this.#wide) this.#compare(search, at, pattern);
    for (const pattern of this.#short) this.#compare(search, at, pattern);
  }

  /** Whether what follows two pairs may be of a wide pattern. Behind the text lies something else or nothing: the comparison tells. */
  #echoes(pairs: Uint16Array, pair: number): boolean {
    const { echoes, echoCount } = this.#pairs;
    // Numbers are short: the furthest pair tells most.
    for (let at = pair + 1 + echoCount; at > pair + 1; at--) {
      if (echoes[pairs[at] ?? 0] === 0) return false;
    }
    return true;
  }

  #compare(search: Search, start: number, pattern: number): void {
    const { from, to, found } = search;
    const { bytes, header } = this.#tables;
    const info = header.patterns + 8 * pattern;
    const length = this.#halfWords[info / 2 + 2] as number;
    if (start < from - 1 || start + length > to || start + length <= from) return;
    const steps = (this.#words[info / 4] as number) / 2;
    for (let step = 0; step < length; step++) {
      const byte = byteOf(search, start + step);
      const set = header.sets + 32 * (this.#halfWords[steps + step] as number);
      if ((((bytes[set + (byte >> 3)] as number) >> (byte & 7)) & 1) === 0) return;
    }
    found.push(pattern, start);
  }
}

interface Search {
  readonly text: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly found: number[];
}

function byteOf({ text, from, to }: Search, at: number): number {
  if (at < from) return NEWLINE;
  return at < to ? (text[at] as number) : 0;
}
