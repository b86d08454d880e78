// What a search for the anchors of a text gives, by whatever means.
import type { PieceSearch } from './piece-search.ts';

/** All are linear in the text. */
export interface AnchorSearch {
  /** Looks for known values as well, where there is SIMD. */
  readonly pieceSearch?: PieceSearch;
  /** Memory that texts may be read into, so that they need not be copied. */
  readonly space?: Uint8Array;
  /**
   * Patterns that lie in `[from, to)`, each as its number and the place of its first step, nearly in order. A line end is taken to
   * stand before `from`: a first step may be it.
   */
  find(text: Uint8Array, from: number, to: number): number[];
  /** `find` of a whole text whose characters are bytes, written to where it is searched; absent where bytes are searched where they lie. */
  findText?(text: string): number[];
  /** The places after the patterns that `find` finds. */
  ends(text: Uint8Array, from: number, to: number): number[];
}
