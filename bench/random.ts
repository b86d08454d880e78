// Random numbers that are the same for the same seed, on every machine.

/** Mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** A word over the letters that Kubernetes uses for random name ends. */
  word(length: number): string {
    let word = '';
    for (let at = 0; at < length; at++) word += LETTERS[this.below(LETTERS.length)];
    return word;
  }

  /** Digits of a hash in hexadecimal. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.below(0x1_0000_0000).toString(16).padStart(8, '0');
    return text.slice(0, length);
  }

  uid(): string {
    const text = this.hex(32);
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
  }
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
