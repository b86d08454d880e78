// Tells in which places of a large text an anchor stands, and so that most lines hold none.
import type { AnchorSearch } from './anchor-search.ts';
import { anchorSearch } from './choose-search.ts';
import type { Pattern } from './pattern.ts';
import type { PieceSearch } from './piece-search.ts';
import { evenCost, Placements } from './placement.ts';
import type { Planned } from './planned.ts';

export interface AnchorFilterOptions {
  /** By `keyOf` of the pattern: those of other patterns are found here, and let more pass. */
  readonly planned?: Planned;
  /** `false`: tables alone, whatever the machine has. */
  readonly simd?: boolean;
}

export class AnchorFilter {
  readonly #search: AnchorSearch;

  constructor(patterns: readonly Pattern[], { planned = new Map(), simd = true }: AnchorFilterOptions = {}) {
    this.#search = anchorSearch(patterns, new Placements(evenCost).of(patterns, planned), simd);
  }

  /** Memory that texts may be read into, so that they need not be copied; undefined where there is no SIMD. */
  get space(): Uint8Array | undefined {
    return this.#search.space;
  }

  /** What looks for pieces of known values with SIMD; undefined where there is none. */
  get pieceSearch(): PieceSearch | undefined {
    return this.#search.pieceSearch;
  }

  /** The places after the anchors that lie in `[from, to)`, where a line begins at `from`, in order. Linear in the text. */
  ends(text: Uint8Array, from: number, to: number): number[] {
    return inOrder(this.#search.ends(text, from, to));
  }
}

/** Sorts places that are nearly in order: none stands further from its place than a block of the kernel has anchors. */
function inOrder(places: number[]): number[] {
  for (let at = 1; at < places.length; at++) {
    const place = places[at] as number;
    let to = at;
    for (; to > 0 && (places[to - 1] as number) > place; to--) places[to] = places[to - 1] as number;
    places[to] = place;
  }
  return places;
}
