// Keeps strings for facts: copies, which hold nothing else alive.
import type { StringMap } from '../facts/object.ts';
import { isObject, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** V8 copies shorter pieces; a longer one is a view that keeps its whole parent text alive. */
const SHORTEST_VIEW = 13;

/** Maps compared for one first text. */
const CANDIDATES = 8;

const NO_STRINGS: StringMap = new Map();
const NO_LIST: readonly string[] = Object.freeze([]);

/** Says which entries of a map to leave out. */
export type Drop = (key: string, text: string) => boolean;

/** An equal string that shares no memory with the argument. */
export function copyOf(text: string): string {
  return text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1);
}

/** The entries that a map keeps, key and text by turns. */
function entriesOf(value: JsonObject, drop: Drop | undefined): readonly string[] {
  const entries: string[] = [];
  for (const key of Object.keys(value)) {
    const text = value[key];
    if (typeof text === 'string' && drop?.(key, text) !== true) entries.push(key, text);
  }
  return entries;
}

function isMapOf(map: StringMap, entries: readonly string[]): boolean {
  if (map.size * 2 !== entries.length) return false;
  let index = 0;
  for (const [key, text] of map) {
    if (key !== entries[index] || text !== entries[index + 1]) return false;
    index += 2;
  }
  return true;
}

/**
 * A reader may hand out views of a whole file's text. A fact that kept such a view would keep the file, and with it
 * the Secret values in it, in memory; so every string that a fact keeps is a copy.
 */
export class StringPool {
  readonly #strings = new Map<string, string>();
  /** Maps by their first text, so that the labels of one workload's pods are one map. */
  readonly #maps = new Map<string, StringMap[]>();

  /** A copy, the same one for equal strings: for what many objects name. */
  keep(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const copy = copyOf(text);
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

  /** String entries of an object; equal ones in equal order are mostly one map. */
  map(value: unknown, drop?: Drop): StringMap {
    if (!isObject(value)) return NO_STRINGS;
    const entries = entriesOf(value, drop);
    if (entries.length === 0) return NO_STRINGS;
    const first = entries[1] as string;
    const candidates = this.#maps.get(first);
    const known = candidates?.find((map) => isMapOf(map, entries));
    if (known !== undefined) return known;
    const map = new Map<string, string>();
    for (let index = 0; index < entries.length; index += 2)
      map.set(this.text(entries[index]), this.text(entries[index + 1]));
    if (candidates === undefined) this.#maps.set(copyOf(first), [map]);
    else if (candidates.push(map) > CANDIDATES) candidates.shift();
    return map;
  }
}
