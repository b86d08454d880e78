// Tells where a text may hold one of very many forms, from one look at each few bytes: keyed hashes of pieces of them.

/** Bytes of a piece, and how far pieces of a text lie apart: a form of `LENGTH_MIN` holds each of its first pieces in some text whole. */
const STRIDE = 8;
const PIECE = 8;
/** Forms at least so long have a whole piece on every stride; shorter ones have pieces of their own. */
export const LONG_BYTES_MIN = STRIDE + PIECE - 1;
const SHORT_STRIDE = 4;
const SHORT_PIECE = 5;
const WORD_BYTES = 4;
/** Bits of the first table for each piece: of others one in sixty passes. */
const BITS_PER_PIECE = 16;
const IN_WORD = 31;
const WORD_BITS = 5;
const WORDS_MIN = 1024;
const SLOTS_MIN = 1024;
const MIX = 15;

/** Pieces of one length. */
class Pieces {
  readonly #factors: Uint32Array;
  readonly #length: number;
  readonly #stride: number;
  /** Two bits for each piece, in one word: small enough to stay near the processor. */
  #bits = new Int32Array(WORDS_MIN);
  /** Two hashes of each piece, by open addressing. */
  #slots = new Uint32Array(2 * SLOTS_MIN);
  #count = 0;

  constructor(factors: Uint32Array, length: number, stride: number) {
    this.#factors = factors;
    this.#length = length;
    this.#stride = stride;
  }

  /** Adds the pieces of a form that may lie on a stride. */
  add(form: Uint8Array): void {
    const words = new Uint32Array(2);
    const bytes = new Uint8Array(words.buffer);
    for (let at = 0; at < this.#stride; at++) {
      bytes.fill(0).set(form.subarray(at, at + this.#length));
      const [low = 0, high = 0] = words;
      this.#insert(this.#hash(low, high), this.#print(low, high));
    }
  }

  /** Places after the begin of pieces in `[from, to)` that may be of a form. */
  places(text: Uint8Array, from: number, to: number): number[] {
    const places: number[] = [];
    if (this.#count === 0) return places;
    const { byteOffset, buffer } = text;
    const words = new Int32Array(buffer, 0, Math.floor(buffer.byteLength / WORD_BYTES));
    const isLong = this.#length === PIECE;
    const bits = this.#bits;
    const shift = Math.clz32(bits.length) + 1;
    const [first, second, third] = this.#factors as unknown as [number, number, number];
    const stride = this.#stride;
    const start = byteOffset + from;
    const last = byteOffset + to - this.#length;
    for (let at = start + ((stride - (start % stride)) % stride); at <= last; at += stride) {
      const low = words[at >>> 2] as number;
      const high = isLong ? (words[(at >>> 2) + 1] as number) : (text[at - byteOffset + WORD_BYTES] as number);
      const sum = (Math.imul(low, first) + Math.imul(high, second)) | 0;
      const hash = sum ^ (sum >>> MIX);
      const word = bits[Math.imul(hash, third) >>> shift] as number;
      if (((word >>> (hash & IN_WORD)) & (word >>> ((hash >>> WORD_BITS) & IN_WORD)) & 1) === 0) continue;
      if (this.#has(hash, this.#print(low, high))) places.push(at - byteOffset + 1);
    }
    return places;
  }

  #hash(low: number, high: number): number {
    const [first = 0, second = 0] = this.#factors;
    const sum = (Math.imul(low, first) + Math.imul(high, second)) | 0;
    return sum ^ (sum >>> MIX);
  }

  /** Another hash, independent of the first. */
  #print(low: number, high: number): number {
    const [, , , fourth = 0, fifth = 0] = this.#factors;
    return (Math.imul(low ^ (low >>> MIX), fourth) + Math.imul(high ^ (high >>> MIX), fifth)) | 1;
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
    this.#slots.set([hash >>> 0, print >>> 0], slot);
    this.#mark(hash);
    if (4 * ++this.#count > this.#slots.length) this.#grow();
  }

  #mark(hash: number): void {
    const [, , third = 0] = this.#factors;
    const word = Math.imul(hash, third) >>> (Math.clz32(this.#bits.length) + 1);
    this.#bits[word] = (this.#bits[word] as number) | (1 << (hash & IN_WORD)) | (1 << ((hash >>> WORD_BITS) & IN_WORD));
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    const capacity = this.#slots.length / 4;
    this.#bits = new Int32Array(Math.max(WORDS_MIN, (capacity * BITS_PER_PIECE) / (2 * (IN_WORD + 1))));
    for (let at = 0; at < before.length; at += 2) {
      const [hash = 0, print = 0] = before.subarray(at, at + 2);
      if (print === 0) continue;
      this.#slots.set([hash, print], this.#slot(hash | 0, print | 0));
      this.#mark(hash | 0);
    }
  }
}

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
  places(text: Uint8Array, from: number, to: number): number[] {
    return [...this.#long.places(text, from, to), ...this.#short.places(text, from, to)];
  }
}
