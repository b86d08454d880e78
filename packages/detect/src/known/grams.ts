// Tells where a text may hold one of very many forms: long and short ones have pieces of their own.
import type { PieceSearch } from '../anchors/piece-search.ts';
import { Pieces } from './pieces.ts';

/** Bytes of a piece, and how far pieces of a text lie apart: a form of `LONG_BYTES_MIN` holds each of its first pieces in some text whole. */
const STRIDE = 8;
const PIECE = 8;
/** Forms at least so long have a whole piece on every stride; shorter ones have pieces of their own. */
export const LONG_BYTES_MIN = STRIDE + PIECE - 1;
const SHORT_STRIDE = 4;
const SHORT_PIECE = 5;
const WORD_BYTES = 4;

/** Beginnings of forms, as keyed hashes. */
export class Grams {
  readonly #long: Pieces;
  readonly #short: Pieces;

  /** `key`: 32 bytes that nobody can foresee, so that no text can be made to collide. */
  constructor(key: Uint8Array) {
    const factors = new Uint32Array(8).map((_, at) => Buffer.from(key).readUInt32LE(at * WORD_BYTES) | 1);
    this.#long = new Pieces(factors, PIECE, STRIDE);
    this.#short = new Pieces(factors, SHORT_PIECE, SHORT_STRIDE);
  }

  /** `form` has eight bytes at least. */
  add(form: Uint8Array): void {
    (form.length >= LONG_BYTES_MIN ? this.#long : this.#short).add(form);
  }

  /** A place inside each form that lies in `[from, to)`, and few others; in any order. */
  places(text: Uint8Array, from: number, to: number, search?: PieceSearch): number[] {
    const long = this.#long.places(text, from, to, search);
    const short = this.#short.places(text, from, to, search);
    return short.length === 0 ? long : [...long, ...short];
  }
}
