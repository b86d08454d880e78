// Searches bytes for all patterns at once, with tables alone: the search where there is no SIMD, and that of single lines.
import type { Pattern } from './pattern.ts';
import { NARROW_BUCKETS, SHORT_BUCKET, WIDE_BUCKET } from './placement.ts';
import { filterOf, LAYOUT, type Tables } from './tables.ts';
import { hashOf, WINDOW } from './window.ts';

const NEWLINE = 0x0a;
const FOLDED = 0x20_20_20;
const NARROW_BITS = (1 << NARROW_BUCKETS) - 1;
const WIDE_BIT = 1 << WIDE_BUCKET;
const HEADS = LAYOUT.heads / 2;

export class AnchorScan {
  readonly #filter: readonly [Uint16Array, Uint16Array, Uint16Array];
  readonly #tables: Tables;
  readonly #halfWords: Uint16Array;
  readonly #words: Uint32Array;
  readonly #wide: Uint16Array;
  readonly #short: Uint16Array;
  readonly #patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[], tables: Tables) {
    const { bytes, header } = tables;
    this.#patterns = patterns;
    this.#tables = tables;
    this.#filter = filterOf(tables);
    const halfWords = new Uint16Array(bytes.buffer);
    this.#halfWords = halfWords;
    this.#words = new Uint32Array(bytes.buffer);
    const listAt = (at: number): Uint16Array => halfWords.subarray(at + 1, at + 1 + (halfWords[at] as number));
    this.#wide = listAt(header.wide / 2);
    this.#short = listAt(header.short / 2);
  }

  /**
   * Patterns that lie in `[from, to)`, each as its number and the place of its first step, by the places of their windows. A line
   * end is taken to stand before `from`: a first step may be it.
   */
  find(text: Uint8Array, from: number, to: number): number[] {
    const [first, second, third] = this.#filter;
    const halfWords = this.#halfWords;
    const search = { text, from, to, found: [] };
    if (to <= from) return search.found;
    this.#slowly(search, from - 1);
    let before = text[from] as number;
    let last = text[from + 1] as number;
    let passed = (first[before] as number) & (second[last] as number);
    for (let at = from + 2; at < to; at++) {
      const byte = text[at] as number;
      const buckets = passed & (third[byte] as number);
      passed = (first[last] as number) & (second[byte] as number);
      if (buckets !== 0) {
        if (buckets > NARROW_BITS && (buckets !== WIDE_BIT || this.#echoes(text, at - 2)))
          this.#others(search, at - 2, buckets);
        if ((buckets & NARROW_BITS) !== 0) {
          const entry = halfWords[HEADS + hashOf(before | (last << 8) | (byte << 16) | FOLDED)] as number;
          if (entry !== 0) this.#chain(search, at - 2, entry);
        }
      }
      before = last;
      last = byte;
    }
    for (let at = Math.max(from, to - WINDOW + 1); at < to; at++) this.#slowly(search, at);
    return search.found;
  }

  /** The places after the patterns that `find` finds. */
  ends(text: Uint8Array, from: number, to: number): number[] {
    const found = this.find(text, from, to);
    const ends: number[] = [];
    for (let at = 0; at < found.length; at += 2) {
      ends.push((found[at + 1] as number) + (this.#patterns[found[at] as number]?.steps.length ?? 0));
    }
    return ends;
  }

  /** At the edges, where a part of the window lies outside. */
  #slowly(search: Search, at: number): void {
    const [first, second, third] = this.#filter;
    const [one, two, three] = [byteOf(search, at), byteOf(search, at + 1), byteOf(search, at + 2)];
    const buckets = (first[one] as number) & (second[two] as number) & (third[three] as number);
    this.#others(search, at, buckets);
    this.#chain(search, at, this.#halfWords[HEADS + hashOf(one | (two << 8) | (three << 16) | FOLDED)] as number);
  }

  #chain(search: Search, at: number, from: number): void {
    for (let entry = from; entry !== 0;) {
      const place = LAYOUT.entries / 2 + 2 * entry;
      this.#compare(search, at, this.#halfWords[place + 1] as number);
      entry = this.#halfWords[place] as number;
    }
  }

  #others(search: Search, at: number, buckets: number): void {
    if ((buckets & WIDE_BIT) !== 0 && this.#echoes(search.text, at))
      for (const pattern of this.#wide) this.#compare(search, at, pattern);
    if (((buckets >> SHORT_BUCKET) & 1) === 1) for (const pattern of this.#short) this.#compare(search, at, pattern);
  }

  #echoes(text: Uint8Array, at: number): boolean {
    const { firstEcho, secondEcho } = this.#tables.header;
    return this.#isWide(text, at + secondEcho) && this.#isWide(text, at + firstEcho);
  }

  #isWide(text: Uint8Array, at: number): boolean {
    if (at < 0 || at + 2 >= text.length) return true;
    const [first, second, third] = this.#filter;
    const buckets =
      (first[text[at] as number] as number) &
      (second[text[at + 1] as number] as number) &
      (third[text[at + 2] as number] as number);
    return (buckets & WIDE_BIT) !== 0;
  }

  #compare(search: Search, at: number, pattern: number): void {
    const { from, to, found } = search;
    const { bytes, header } = this.#tables;
    const info = header.patterns + 8 * pattern;
    const length = this.#halfWords[info / 2 + 2] as number;
    const start = at - (this.#halfWords[info / 2 + 3] as number);
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
