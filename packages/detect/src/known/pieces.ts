// Tells where a text may hold pieces of one length, from one look at each few bytes: keyed hashes of them, and bits that are looked at first.
import { PIECE_WORDS_MAX, type PieceSearch, type PieceTable } from '../anchors/piece-search.ts';

const WORD_BYTES = 4;
const PIECE_BYTES_MAX = 8;
/** In each half: one in sixteen of other pieces passes the first, and of these one in a hundred the second. */
const BITS_PER_PIECE = 16;
const WORD_BITS = 32;
const IN_WORD = 31;
const PLACE_BITS = 5;
const WORDS_MIN = 1024;
const SLOTS_MIN = 1024;
const MIX = 15;
const NIBBLES = 16;

export class Pieces implements PieceTable {
  readonly factors: Uint32Array;
  readonly length: number;
  readonly stride: number;
  readonly halves = new Uint8Array(2 * NIBBLES);
  bits = new Int32Array(2 * WORDS_MIN);
  version = 0;
  /** Two hashes of each piece, by open addressing. */
  #slots = new Uint32Array(2 * SLOTS_MIN);
  #count = 0;

  /** `length` bytes of which one is looked for at every multiple of `stride`. */
  constructor(factors: Uint32Array, length: number, stride: number) {
    this.factors = factors;
    this.length = length;
    this.stride = stride;
  }

  /** Adds the pieces of a form that may lie on a stride. */
  add(form: Uint8Array): void {
    this.version++;
    for (const byte of form.subarray(0, this.stride + this.length - 1)) this.#allow(byte);
    for (let at = 0; at < this.stride; at++) {
      const low = wordAt(form, at, WORD_BYTES);
      const high = wordAt(form, at + WORD_BYTES, this.length - WORD_BYTES);
      this.#insert(this.#hash(low, high), this.#print(low, high));
    }
  }

  /** Places after the begin of pieces in `[from, to)` that may be of a form. `search` finds what its bits let pass. */
  places(text: Uint8Array, from: number, to: number, search: PieceSearch = TABLES): number[] {
    if (this.#count === 0) return [];
    const passed = search.pieces(this, text, from, to);
    let kept = 0;
    for (const at of passed) {
      const low = wordAt(text, at, WORD_BYTES);
      const high = wordAt(text, at + WORD_BYTES, this.length - WORD_BYTES);
      if (this.#has(this.#hash(low, high), this.#print(low, high))) passed[kept++] = at + 1;
    }
    passed.length = kept;
    return passed;
  }

  #allow(byte: number): void {
    const [low, high] = [byte % NIBBLES, Math.floor(byte / NIBBLES)];
    // Eight bits for sixteen halves: those of ASCII have one each, and share it with the others.
    const bit = 1 << (high % (NIBBLES / 2));
    this.halves[low] = (this.halves[low] as number) | bit;
    this.halves[NIBBLES + high] = bit;
  }

  #hash(low: number, high: number): number {
    const [first = 0, second = 0] = this.factors;
    const sum = (Math.imul(low, first) + Math.imul(high, second)) | 0;
    return sum ^ (sum >>> MIX);
  }

  /** Another hash, independent of the first, and never 0: that is a free slot. */
  #print(low: number, high: number): number {
    const [, , , fourth = 0, fifth = 0] = this.factors;
    const sum = (Math.imul(low ^ (low >>> MIX), fourth) + Math.imul(high ^ (high >>> MIX), fifth)) | 0;
    return (sum ^ (sum >>> MIX)) | 1;
  }

  /** The index of the slot that holds the hashes, or of the free one where they belong. */
  #slot(hash: number, print: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (hash << 1) & mask;
    while (slots[at + 1] !== 0 && (slots[at] !== hash >>> 0 || slots[at + 1] !== print >>> 0)) at = (at + 2) & mask;
    return at;
  }

  #has(hash: number, print: number): boolean {
    return this.#slots[this.#slot(hash, print) + 1] !== 0;
  }

  #insert(hash: number, print: number): void {
    const slot = this.#slot(hash, print);
    if (this.#slots[slot + 1] !== 0) return;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = print;
    this.#mark(hash, print);
    if (4 * ++this.#count > this.#slots.length) this.#grow();
  }

  #mark(hash: number, print: number): void {
    const { bits } = this;
    const [, , third = 0] = this.factors;
    const shift = Math.clz32(bits.length) + 2;
    const index = Math.imul(hash, third) >>> (shift - PLACE_BITS);
    const [word, other] = [index >>> PLACE_BITS, bits.length / 2 + (Math.imul(print, third) >>> shift)];
    bits[word] = (bits[word] as number) | (1 << (index & IN_WORD));
    bits[other] = (bits[other] as number) | bitsOf(print);
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    const words = (this.#slots.length / 8) * (BITS_PER_PIECE / WORD_BITS);
    this.bits = new Int32Array(Math.min(PIECE_WORDS_MAX, 2 * Math.max(WORDS_MIN, words)));
    for (let at = 0; at < before.length; at += 2) {
      const [hash, print] = [before[at] as number, before[at + 1] as number];
      if (print === 0) continue;
      const slot = this.#slot(hash | 0, print | 0);
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = print;
      this.#mark(hash | 0, print | 0);
    }
  }
}

/** The three bits of a hash. */
function bitsOf(hash: number): number {
  const [second, third] = [hash >>> PLACE_BITS, hash >>> (2 * PLACE_BITS)];
  return (1 << (hash & IN_WORD)) | (1 << (second & IN_WORD)) | (1 << (third & IN_WORD));
}

function wordAt(text: Uint8Array, from: number, count: number): number {
  let word = 0;
  for (let at = 0; at < count; at++) word |= (text[from + at] as number) << (8 * at);
  return word;
}

/** Where there is no SIMD. Reads words where they lie in memory, so that strides begin at multiples of themselves. */
const TABLES: PieceSearch = {
  pieces({ bits, factors, length, stride }, text, from, to) {
    const places: number[] = [];
    const { byteOffset, buffer } = text;
    const words = new Int32Array(buffer, 0, Math.floor(buffer.byteLength / WORD_BYTES));
    const isLong = length === PIECE_BYTES_MAX;
    const shift = Math.clz32(bits.length) + 2 - PLACE_BITS;
    const [first, second, third] = factors as unknown as [number, number, number];
    const start = byteOffset + from;
    const last = byteOffset + to - length;
    for (let at = start + ((stride - (start % stride)) % stride); at <= last; at += stride) {
      const low = words[at >>> 2] as number;
      const high = isLong ? (words[(at >>> 2) + 1] as number) : (text[at - byteOffset + WORD_BYTES] as number);
      const sum = (Math.imul(low, first) + Math.imul(high, second)) | 0;
      const index = Math.imul(sum ^ (sum >>> MIX), third) >>> shift;
      if ((((bits[index >>> PLACE_BITS] as number) >>> (index & IN_WORD)) & 1) !== 0) places.push(at - byteOffset);
    }
    return places;
  },
};
