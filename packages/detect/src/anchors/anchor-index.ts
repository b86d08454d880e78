// Finds every anchor in one line.
import type { AnchorSearch } from './anchor-search.ts';
import { anchorSearch } from './choose-search.ts';
import type { Hit, Pattern } from './pattern.ts';
import { quickPlacements } from './placement.ts';
import type { Planned } from './planned.ts';

export interface AnchorIndexOptions {
  /** By `keyOf` of the pattern: those of other patterns are found here, and let more pass. */
  readonly planned?: Planned;
  /** `false`: tables alone, whatever the machine has. */
  readonly simd?: boolean;
}

export class AnchorIndex {
  readonly #lengths: Uint16Array;
  readonly #leads: Uint16Array;
  readonly #search: AnchorSearch;

  constructor(patterns: readonly Pattern[], { planned = new Map(), simd = true }: AnchorIndexOptions = {}) {
    this.#lengths = Uint16Array.from(patterns, ({ length }) => length);
    this.#leads = Uint16Array.from(patterns, ({ lead }) => lead);
    this.#search = anchorSearch(patterns, quickPlacements(patterns, planned), simd);
  }

  /**
   * Every anchor of a text whose characters are bytes, as its pattern and where it starts, in turns, by where it ends; a line end is
   * taken to stand before the text. Numbers, since a hostile line holds one in each place.
   */
  find(text: string): number[] {
    const found = this.#search.findText?.(text) ?? this.#search.find(Buffer.from(text, 'latin1'), 0, text.length);
    for (let at = 0; at < found.length; at += 2) {
      found[at + 1] = (found[at + 1] as number) + (this.#leads[found[at] as number] as number);
      settle(found, at, this.#lengths);
    }
    return found;
  }

  /** Every anchor that `find` finds. */
  all(text: string): Hit[] {
    const found = this.find(text);
    return Array.from({ length: found.length / 2 }, (_, index) => {
      const [pattern, start] = [found[2 * index] as number, found[2 * index + 1] as number];
      return { pattern, start, end: start + this.lengthOf(pattern) };
    });
  }

  /** Of the anchor itself. */
  lengthOf(pattern: number): number {
    return this.#lengths[pattern] as number;
  }
}

/** Moves the anchor at `from` before those that end behind it: they are few, as windows lie near the ends of patterns. */
function settle(found: number[], from: number, lengths: Uint16Array): void {
  const pattern = found[from] as number;
  const start = found[from + 1] as number;
  const end = start + (lengths[pattern] as number);
  let to = from;
  for (; to > 0; to -= 2) {
    const before = found[to - 2] as number;
    const its = found[to - 1] as number;
    const itsEnd = its + (lengths[before] as number);
    if (itsEnd < end || (itsEnd === end && before < pattern)) break;
    found[to] = before;
    found[to + 1] = its;
  }
  if (to === from) return;
  found[to] = pattern;
  found[to + 1] = start;
}
