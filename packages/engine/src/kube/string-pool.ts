// Keeps strings for facts: one copy of each, which holds nothing else alive.
import type { StringMap } from '../facts/object.ts';
import { isObject, textOf } from './json.ts';

/** V8 copies shorter pieces; a longer one is a view that keeps its whole parent text alive. */
const SHORTEST_VIEW = 13;

const NO_STRINGS: StringMap = new Map();
const NO_LIST: readonly string[] = Object.freeze([]);

/**
 * A reader may hand out views of a whole file's text. A fact that kept such a view would keep the file, and with it
 * the Secret values in it, in memory; so every string that a fact keeps goes through `keep`.
 */
export class StringPool {
  readonly #strings = new Map<string, string>();
  readonly #maps = new Map<string, StringMap>();

  /** An equal string that shares no memory with the argument. */
  keep(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const copy = text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1);
    this.#strings.set(copy, copy);
    return copy;
  }

  /** `keep` of a string field; empty when it is none. */
  text(value: unknown): string {
    return this.keep(textOf(value));
  }

  /** The strings of a list; other items are left out. */
  list(value: unknown): readonly string[] {
    if (!Array.isArray(value) || value.length === 0) return NO_LIST;
    const kept: string[] = [];
    for (const item of value) if (typeof item === 'string') kept.push(this.keep(item));
    return kept;
  }

  /** String entries of an object; equal maps are one map. `drop` names entries to leave out. */
  map(value: unknown, drop?: (key: string, text: string) => boolean): StringMap {
    if (!isObject(value)) return NO_STRINGS;
    const pairs: [string, string][] = [];
    for (const [key, text] of Object.entries(value)) {
      if (typeof text === 'string' && drop?.(key, text) !== true) pairs.push([key, text]);
    }
    if (pairs.length === 0) return NO_STRINGS;
    const content = JSON.stringify(pairs);
    const known = this.#maps.get(content);
    if (known !== undefined) return known;
    const map = new Map(pairs.map(([key, text]) => [this.keep(key), this.keep(text)]));
    this.#maps.set(content, map);
    return map;
  }
}
