// What a search for pieces of known values gives: places that may be of one, by a table of bits of keyed hashes.

/** Pieces of one length, which a text is asked for at every `stride` bytes. */
export interface PieceTable {
  /** Eight bytes, or five. */
  readonly length: number;
  readonly stride: number;
  /** Secret and odd: no text can be made to pass. */
  readonly factors: Uint32Array;
  /** Which bytes stand in pieces: of each low half the high halves beside it, as bits that are given by the 16 bytes behind; few others pass. */
  readonly halves: Uint8Array;
  /** A power of two of words, `PIECE_WORDS_MAX` at most: in the first half a bit for each piece, in the second three in one word, by another hash. */
  readonly bits: Int32Array;
  /** Another number whenever the bits are others. */
  readonly version: number;
}

/** Of one table: more pieces share them, and more of the text passes. */
export const PIECE_WORDS_MAX = 2_097_152;

export interface PieceSearch {
  /** Where pieces in `[from, to)` begin whose bits are set, of the first half at least; in order. */
  pieces(table: PieceTable, text: Uint8Array, from: number, to: number): number[];
}
