// Builds values while a YAML text is read, and notes structure and problems on the way.
import type { ScalarStyle, SyntaxEvent } from './event.ts';
import type { Json, JsonObject } from './json.ts';
import { oddKey } from './key-table.ts';
import type { KeyEntry, KeyTable } from './key-table.ts';
import { Refused } from './leave.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';
import type { Source } from './source.ts';
import { NOT_FINITE, isText, resolvePlain } from './yaml-scalar.ts';

/** A problem that did not end the reading. */
export interface Note {
  readonly reason: Reason;
  readonly offset: number;
}

/** Which of equal keys of a mapping gives its value; kubectl takes the last. */
export type Repeats = 'first' | 'last';

export interface BuilderSettings {
  /** Receives the document's structure. */
  readonly events?: SyntaxEvent[];
  readonly repeats?: Repeats;
}

/** Collects what a reader finds. Offsets are in UTF-16 units. */
export class NodeBuilder {
  readonly notes: Note[] = [];
  readonly keys: KeyTable;
  readonly #events: SyntaxEvent[] | undefined;
  readonly #maxDepth: number;
  readonly #repeats: Repeats;
  #depth = 0;

  constructor(maxDepth: number, keys: KeyTable, { events, repeats = 'last' }: BuilderSettings = {}) {
    this.#maxDepth = maxDepth;
    this.#repeats = repeats;
    this.keys = keys;
    this.#events = events;
  }

  /** Goes one collection deeper; refuses the document when that is over the limit. */
  openSequence(style: 'block' | 'flow', start: number): void {
    if (++this.#depth > this.#maxDepth) throw new Refused(REASON.limitDepth, start);
    this.#events?.push({ type: 'sequence', style, start });
  }

  /** The same for a mapping; gives its serial number. */
  openMapping(style: 'block' | 'flow', start: number): number {
    if (++this.#depth > this.#maxDepth) throw new Refused(REASON.limitDepth, start);
    this.#events?.push({ type: 'mapping', style, start });
    return this.keys.open();
  }

  close(end: number): void {
    this.#depth--;
    this.#events?.push({ type: 'close', end });
  }

  /** A plain scalar, whose first code is given beside its text. */
  plain(text: string, first: number, start: number, end: number): Json {
    this.#events?.push({ type: 'scalar', style: 'plain', start, end, text });
    if (isText(first)) return text;
    const value = resolvePlain(text);
    if (value !== NOT_FINITE) return value;
    this.notes.push({ reason: REASON.notFinite, offset: start });
    return text;
  }

  /** A scalar that is not plain is text. */
  string(style: ScalarStyle, text: string, start: number, end: number): Json {
    this.#events?.push({ type: 'scalar', style, start, end, text });
    return text;
  }

  /** A node that is left out. */
  absent(at: number): null {
    this.#events?.push({ type: 'scalar', style: 'plain', start: at, end: at, text: '' });
    return null;
  }

  /** A key of the table that stands at a place. */
  knownKey(entry: KeyEntry, start: number): KeyEntry {
    const { key } = entry;
    this.#events?.push({ type: 'scalar', style: 'plain', start, end: start + key.length, text: key });
    return entry;
  }

  /** The plain key at a place of the source. `hash` is its `hashOf`. */
  plainKey(source: Source, start: number, end: number, hash: number): KeyEntry {
    this.#events?.push({ type: 'scalar', style: 'plain', start, end, text: source.text.slice(start, end) });
    const entry = this.keys.plain(source, start, end, hash);
    if (entry.refusal !== undefined) this.notes.push({ reason: entry.refusal, offset: start });
    return entry;
  }

  quotedKey(style: ScalarStyle, text: string, start: number, end: number): KeyEntry {
    this.#events?.push({ type: 'scalar', style, start, end, text });
    return oddKey(text);
  }

  /** Notes a key that its mapping already has. True when the entry's value is to be set. `serial` is the mapping's. */
  noteRepeat(object: JsonObject, entry: KeyEntry, serial: number, start: number): boolean {
    if (this.keys.mayRepeat(entry, serial) && Object.hasOwn(object, entry.key)) {
      this.notes.push({ reason: REASON.duplicateKey, offset: start });
      return this.#repeats === 'last';
    }
    return true;
  }
}
