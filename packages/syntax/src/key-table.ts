// Remembers the keys that were read, so that a key which stands in thousands of objects is cut out and typed once.
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

/** Keys by a hash of their text; a slot keeps the last key that came to it, so the table never grows. */
export class KeyTable {
  readonly #slots: (KeyEntry | undefined)[] = Array.from({ length: SLOTS });
  #serial = 0;

  /** A number for a mapping that is opened, greater than all before. */
  open(): number {
    return ++this.#serial;
  }

  /** The entry of the plain key that stands at a place of a text. `hash` is its `hashOf`. */
  plain(source: Source, start: number, end: number, hash: number): KeyEntry {
    const slot = hash & (SLOTS - 1);
    const known = this.#slots[slot];
    if (known !== undefined && isAt(source.codes, start, end, known.key)) return known;
    const raw = source.text.slice(start, end);
    const key = keyOfPlain(raw);
    const refusal = refusalOfKey(raw);
    if (key !== raw || refusal !== undefined || raw.length > MAX_LENGTH) return { ...oddKey(key), refusal };
    const entry = { key: ownCopy(key), refusal, isOdd: false, seen: this.#serial };
    this.#slots[slot] = entry;
    return entry;
  }

  /**
   * Notes a key, and says whether it may have been read since the mapping with this serial was opened. False is certain as long as
   * the mapping has no odd key, so that the look for an equal key in the mapping is seldom needed.
   */
  mayRepeat(entry: KeyEntry, mapping: number): boolean {
    const repeats = entry.seen >= mapping;
    entry.seen = this.#serial;
    return repeats;
  }
}

/** The entry of a key that is not in the table. */
export function oddKey(key: string): KeyEntry {
  return { key, refusal: undefined, isOdd: true, seen: Infinity };
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

function isAt(codes: Uint16Array, start: number, end: number, key: string): boolean {
  if (key.length !== end - start) return false;
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) !== codes[start + at]) return false;
  return true;
}

/** A copy that does not keep the text alive from which it was cut: V8 copies what becomes a property name. */
function ownCopy(text: string): string {
  if (text.length < SHORTEST_VIEW) return text;
  return Object.keys({ [text]: 0 })[0] ?? text;
}
