// Keeps strings for facts: copies, which hold nothing else alive.
import type { StringMap } from '../facts/object.ts';
import { isObject, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** V8 copies shorter pieces; a longer one is a view that keeps its whole parent text alive. */
const SHORTEST_VIEW = 13;

/** Maps compared for one first text. */
const CANDIDATES = 8;

/** Strings found without their hash: a power of two. */
const SLOTS = 2048;
/** Maps found so, by their first text. */
const MAP_SLOTS = 64;

const NO_STRINGS: StringMap = new Map();
const NO_LIST: readonly string[] = Object.freeze([]);

/** Says which entries of a map to leave out. */
export type Drop = (key: string, text: string) => boolean;

/** An equal string that shares no memory with the argument. */
export function copyOf(text: string): string {
  return text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1);
}

/** A map and its entries, key and text by turns, which compare without an iterator. */
interface KeptMap {
  readonly map: StringMap;
  readonly entries: readonly string[];
}

/** Whether the entries that are kept of a value are these. */
function hasEntries(value: JsonObject, drop: Drop | undefined, entries: readonly string[]): boolean {
  let at = 0;
  for (const key in value) {
    const text = value[key];
    if (typeof text !== 'string' || drop?.(key, text) === true) continue;
    if (key !== entries[at] || text !== entries[at + 1]) return false;
    at += 2;
  }
  return at === entries.length;
}

/** The first text that is kept of a value. */
function firstText(value: JsonObject, drop: Drop | undefined): string | undefined {
  for (const key in value) {
    const text = value[key];
    if (typeof text === 'string' && drop?.(key, text) !== true) return text;
  }
  return undefined;
}

/** A number below `SLOTS` that few different strings share. */
function slotOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  const ends = text.charCodeAt(0) * 7 + text.charCodeAt(length - 1) * 31 + text.charCodeAt(length >> 2) * 131;
  return (ends + text.charCodeAt(length >> 1) * 17 + length) & (SLOTS - 1);
}

/**
 * A reader may hand out views of a whole file's text. A fact that kept such a view would keep the file, and with it
 * the Secret values in it, in memory; so every string that a fact keeps is a copy.
 */
export class StringPool {
  readonly #strings = new Map<string, string>();
  /** Maps by their first text, so that the labels of one workload's pods are one map. */
  readonly #maps = new Map<string, KeptMap[]>();
  /** What was asked for last: objects that stand together name the same. */
  readonly #recent = Array.from<string>({ length: SLOTS }).fill('');
  readonly #recentMaps = Array.from<KeptMap | undefined>({ length: MAP_SLOTS }).fill(undefined);

  /** A copy, the same one for equal strings: for what many objects name. */
  keep(text: string): string {
    if (text === '') return '';
    const slot = slotOf(text);
    const recent = this.#recent[slot] as string;
    if (recent === text) return recent;
    const known = this.#strings.get(text) ?? this.#add(text);
    this.#recent[slot] = known;
    return known;
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
    const first = firstText(value, drop);
    if (first === undefined) return NO_STRINGS;
    const slot = slotOf(first) % MAP_SLOTS;
    const recent = this.#recentMaps[slot];
    if (recent !== undefined && hasEntries(value, drop, recent.entries)) return recent.map;
    const candidates = this.#maps.get(first);
    const known =
      candidates?.find(({ entries }) => hasEntries(value, drop, entries)) ?? this.#addMap(value, drop, first);
    this.#recentMaps[slot] = known;
    return known.map;
  }

  #add(text: string): string {
    const copy = copyOf(text);
    this.#strings.set(copy, copy);
    return copy;
  }

  #addMap(value: JsonObject, drop: Drop | undefined, first: string): KeptMap {
    const entries: string[] = [];
    for (const key of Object.keys(value)) {
      const text = value[key];
      if (typeof text === 'string' && drop?.(key, text) !== true) entries.push(this.keep(key), this.keep(text));
    }
    const map = new Map<string, string>();
    for (let at = 0; at < entries.length; at += 2) map.set(entries[at] as string, entries[at + 1] as string);
    const kept = { map, entries };
    const candidates = this.#maps.get(first);
    if (candidates === undefined) this.#maps.set(copyOf(first), [kept]);
    else if (candidates.push(kept) > CANDIDATES) candidates.shift();
    return kept;
  }
}
