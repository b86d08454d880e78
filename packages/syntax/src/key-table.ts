// Remembers the keys that were read, so that a key which stands in thousands of objects is cut out and typed once.
import { COLON, LF, SPACE } from './chars.ts';
import type { Reason } from './problem.ts';
import type { Source } from './source.ts';
import { keyOfPlain, refusalOfKey } from './yaml-scalar.ts';

/** A key that was read. */
export interface KeyEntry {
  /** As kubectl writes it. */
  readonly key: string;
  /** Why kubectl refuses it. */
  readonly refusal: Reason | undefined;
  /** Whether the same key may also be read as another entry: it is quoted, or written otherwise than typed. */
  readonly isOdd: boolean;
  /** The serial number of the youngest mapping that was open when the key was last read. */
  seen: number;
}

const SLOTS = 4096;
const MAX_LENGTH = 64;
/** V8 copies shorter pieces of a text; a longer one is a view of it. */
const SHORTEST_VIEW = 13;
/** Lets about three keys count for the next guess. */
const CONTEXT_SHIFT = 4;

/** The serial number of a mapping that has an odd key: every further key may be the same, and must be looked for. */
export const HAS_ODD_KEY = 0;

/** Keys by a hash of their text; a slot keeps the last key that came to it, so the table never grows. */
export class KeyTable {
  readonly #slots: (KeyEntry | undefined)[] = Array.from({ length: SLOTS });
  /** The UTF-16 units of the key of each slot, and how many they are. */
  readonly #codes = new Uint16Array(SLOTS * MAX_LENGTH);
  readonly #lengths = new Uint8Array(SLOTS);
  #serial = 0;
  /** By the keys that were read last: the slot of the key that came after them. */
  readonly #next = new Uint16Array(SLOTS);
  /** The last keys, the very last one most of all. */
  #context = 0;

  /** The serial number of a mapping that is opened, greater than all before. */
  open(): number {
    return ++this.#serial;
  }

  /**
   * The key at a place, if it is plain, has its colon, and is the one that came after the same keys before: objects of one kind have
   * their keys in one order. Undefined says nothing.
   */
  guess(codes: Uint16Array, start: number): KeyEntry | undefined {
    const slot = this.#next[this.#context] as number;
    const end = start + (this.#lengths[slot] as number);
    if (codes[end] !== COLON || !this.#isAt(slot, codes, start)) return undefined;
    const after = codes[end + 1];
    if (after !== SPACE && after !== LF) return undefined;
    this.#follow(slot);
    return this.#slots[slot];
  }

  /** The entry of the plain key that stands at a place of a text. `hash` is its `hashOf`. */
  plain(source: Source, start: number, end: number, hash: number): KeyEntry {
    const slot = hash & (SLOTS - 1);
    const entry = this.#entry(source, start, end, slot);
    if (!entry.isOdd) {
      this.#next[this.#context] = slot;
      this.#follow(slot);
    }
    return entry;
  }

  #follow(slot: number): void {
    this.#context = ((this.#context << CONTEXT_SHIFT) ^ slot) & (SLOTS - 1);
  }

  #entry({ text, codes }: Source, start: number, end: number, slot: number): KeyEntry {
    const known = this.#slots[slot];
    if (known !== undefined && end - start === this.#lengths[slot] && this.#isAt(slot, codes, start)) return known;
    const raw = text.slice(start, end);
    const key = keyOfPlain(raw);
    const refusal = refusalOfKey(raw);
    if (key !== raw || refusal !== undefined || raw.length > MAX_LENGTH) return { ...oddKey(key), refusal };
    const entry = { key: ownCopy(key), refusal, isOdd: false, seen: this.#serial };
    this.#slots[slot] = entry;
    this.#lengths[slot] = end - start;
    this.#codes.set(codes.subarray(start, end), slot * MAX_LENGTH);
    return entry;
  }

  /** Whether the key of a slot stands at a place, whatever follows it. */
  #isAt(slot: number, codes: Uint16Array, start: number): boolean {
    const length = this.#lengths[slot] as number;
    const from = slot * MAX_LENGTH;
    for (let at = 0; at < length; at++) if (codes[start + at] !== this.#codes[from + at]) return false;
    return true;
  }

  /**
   * Notes a key, and says whether it may have been read since the mapping with this serial number was opened. False is certain, so
   * that the look for an equal key in the mapping is seldom needed.
   */
  mayRepeat(entry: KeyEntry, mapping: number): boolean {
    const repeats = entry.seen >= mapping;
    entry.seen = this.#serial;
    return repeats;
  }
}

/** The entry of a key that is not in the table. */
export function oddKey(key: string): KeyEntry {
  return { key, refusal: undefined, isOdd: true, seen: 0 };
}

/** The hash of a key, over its characters in order: `addToHash` from 0. */
export function hashOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = addToHash(hash, key.charCodeAt(at));
  return hash;
}

/** The hash with one more character. */
export function addToHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** A copy that does not keep the text alive from which it was cut: V8 copies what becomes a property name. */
function ownCopy(text: string): string {
  if (text.length < SHORTEST_VIEW) return text;
  return Object.keys({ [text]: 0 })[0] ?? text;
}
