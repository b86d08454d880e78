// Finds values that are known, wherever they stand: holds keyed hashes of them, never the values.
import { createHmac } from 'node:crypto';
import type { Span } from '../masks/span.ts';
import { encodingsOf, knownCharsMin } from './encodings.ts';

interface Form {
  readonly length: number;
  readonly digest: string;
}

/** Two to the power of it: bits of the table that lets most places pass. */
const TABLE_BITS = 22;
const WORD_BITS = 5;
const IN_WORD = 31;
const GRAM_BYTES = 4;
/** Masked even where a field says nothing. */
const COMMON = new Set([
  'password',
  'changeme',
  'postgres',
  'localhost',
  'username',
  'database',
  'administrator',
  'production',
  'disabled',
  'undefined',
]);
const KINDS_OF_CHARACTER_MIN = 4;

/** Whether a value is too short or too common to be looked for: masking it would mask words. */
export function isTooCommon(value: Uint8Array): boolean {
  const text = Buffer.from(value).toString('utf8');
  return value.length < knownCharsMin || COMMON.has(text.toLowerCase()) || new Set(text).size < KINDS_OF_CHARACTER_MIN;
}

export class KnownValues {
  readonly #key: Uint8Array;
  readonly #factor: number;
  readonly #table = new Uint32Array(1 << (TABLE_BITS - WORD_BITS));
  readonly #forms = new Map<number, Form[]>();

  /** `key`: at least 16 random bytes, of which nothing is kept outside the process. */
  constructor(key: Uint8Array) {
    this.#key = key;
    this.#factor = (Buffer.from(key).readUInt32LE(0) | 1) >>> 0;
  }

  /** Adds a value and its usual encodings; of several lines each line that is not too common. */
  add(value: Uint8Array): void {
    for (const line of Buffer.from(value).toString('latin1').split(/\r?\n/)) {
      const bytes = Buffer.from(line, 'latin1');
      if (!isTooCommon(bytes)) for (const form of encodingsOf(bytes)) this.#addForm(form);
    }
  }

  #addForm(form: string): void {
    const bit = this.#bit(gramAt(form, 0));
    const at = bit >>> WORD_BITS;
    this.#table[at] = (this.#table[at] ?? 0) | (1 << (bit & IN_WORD));
    const start = this.#startHash(form, 0);
    const forms = this.#forms.get(start) ?? [];
    const digest = this.#digest(form);
    if (!forms.some((known) => known.digest === digest)) forms.push({ length: form.length, digest });
    this.#forms.set(start, forms);
  }

  #bit(gram: number): number {
    return Math.imul(gram, this.#factor) >>> (32 - TABLE_BITS);
  }

  #startHash(text: string, at: number): number {
    return Math.imul(gramAt(text, at) ^ Math.imul(gramAt(text, at + GRAM_BYTES), this.#factor), this.#factor);
  }

  #digest(form: string): string {
    return createHmac('sha256', this.#key).update(form, 'latin1').digest('base64');
  }

  /** A place inside the first text of `[from, to)` that may be a known value, or -1. */
  first(bytes: Uint8Array, from: number, to: number): number {
    const table = this.#table;
    const factor = this.#factor;
    let gram = 0;
    for (let at = from; at < to; at++) {
      gram = (gram >>> 8) | ((bytes[at] as number) << 24);
      const bit = Math.imul(gram, factor) >>> (32 - TABLE_BITS);
      if (((table[bit >>> WORD_BITS] as number) & (1 << (bit & IN_WORD))) === 0 || at - from < GRAM_BYTES - 1) continue;
      const start = at + 1 - GRAM_BYTES;
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(knownCharsMin, to - start)).toString(
        'latin1',
      );
      if (text.length === knownCharsMin && this.#forms.has(this.#startHash(text, 0))) return start + 1;
    }
    return -1;
  }

  /** The known values in a line whose characters are bytes. */
  spans(text: string): Span[] {
    const spans: Span[] = [];
    for (let at = 0; at + knownCharsMin <= text.length; at++) {
      const bit = this.#bit(gramAt(text, at));
      if (((this.#table[bit >>> WORD_BITS] ?? 0) & (1 << (bit & IN_WORD))) === 0) continue;
      const length = this.#longest(text, at);
      if (length === 0) continue;
      spans.push({ start: at, end: at + length, class: 'token', rule: 'known-value' });
      at += length - 1;
    }
    return spans;
  }

  #longest(text: string, at: number): number {
    let longest = 0;
    for (const { length, digest } of this.#forms.get(this.#startHash(text, at)) ?? []) {
      if (length > longest && at + length <= text.length && this.#digest(text.slice(at, at + length)) === digest)
        longest = length;
    }
    return longest;
  }
}

/** Four bytes as one number, the first lowest. */
function gramAt(text: string, at: number): number {
  return (
    text.charCodeAt(at) |
    (text.charCodeAt(at + 1) << 8) |
    (text.charCodeAt(at + 2) << 16) |
    (text.charCodeAt(at + 3) << 24)
  );
}
