// Finds values that are known, wherever they stand: holds keyed hashes of them, never the values.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { PieceSearch } from '../anchors/piece-search.ts';
import type { Span } from '../masks/span.ts';
import { encodingsOf, knownCharsMin } from './encodings.ts';
import { Grams } from './grams.ts';

interface Form {
  readonly length: number;
  readonly digest: string;
}

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
  /** An object: a key of bytes is made into one for each hash, which takes longer than the hash. */
  readonly #key: KeyObject;
  readonly #factor: number;
  readonly #grams: Grams;
  readonly #forms = new Map<number, Form[]>();

  /** `key`: at least 16 random bytes, of which nothing is kept outside the process. */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
    this.#factor = (Buffer.from(key).readUInt32LE(0) | 1) >>> 0;
    this.#grams = new Grams(createHmac('sha256', key).update('grams').digest());
  }

  /** Adds a value and its usual encodings; of several lines each line that is not too common. */
  add(value: Uint8Array): void {
    for (const line of Buffer.from(value).toString('latin1').split(/\r?\n/)) {
      const bytes = Buffer.from(line, 'latin1');
      if (!isTooCommon(bytes)) for (const form of encodingsOf(bytes)) this.#addForm(form);
    }
  }

  #addForm(form: string): void {
    this.#grams.add(Buffer.from(form, 'latin1'));
    const start = this.#startHash(form, 0);
    const forms = this.#forms.get(start) ?? [];
    const digest = this.#digest(form);
    if (!forms.some((known) => known.digest === digest)) forms.push({ length: form.length, digest });
    this.#forms.set(start, forms);
  }

  #startHash(text: string, at: number): number {
    return Math.imul(gramAt(text, at) ^ Math.imul(gramAt(text, at + GRAM_BYTES), this.#factor), this.#factor);
  }

  #digest(form: string): string {
    return createHmac('sha256', this.#key).update(form, 'latin1').digest('base64');
  }

  /** A place inside each known value that lies in `[from, to)`, and few others; in any order. */
  places(bytes: Uint8Array, from: number, to: number, search?: PieceSearch): number[] {
    return this.#grams.places(bytes, from, to, search);
  }

  /** The known values in a line whose characters are bytes. */
  spans(text: string): Span[] {
    const spans: Span[] = [];
    if (this.#grams.places(Buffer.from(text, 'latin1'), 0, text.length).length === 0) return spans;
    for (let at = 0; at + knownCharsMin <= text.length; at++) {
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
