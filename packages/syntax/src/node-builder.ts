// Builds values while a YAML text is read, and notes structure and problems on the way.
import type { ScalarStyle, SyntaxEvent } from './event.ts';
import { setOwn } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { Refused } from './leave.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';
import { NOT_FINITE, keyOfPlain, refusalOfKey, resolvePlain } from './yaml-scalar.ts';

/** A problem that did not end the reading. */
export interface Note {
  readonly reason: Reason;
  readonly offset: number;
}

/** Collects what a reader finds. Offsets are in UTF-16 units. */
export class NodeBuilder {
  readonly notes: Note[] = [];
  readonly #events: SyntaxEvent[] | undefined;
  readonly #maxDepth: number;
  #depth = 0;

  constructor(maxDepth: number, events?: SyntaxEvent[]) {
    this.#maxDepth = maxDepth;
    this.#events = events;
  }

  /** Goes one collection deeper; refuses the document when that is over the limit. */
  open(type: 'mapping' | 'sequence', style: 'block' | 'flow', start: number): void {
    if (++this.#depth > this.#maxDepth) throw new Refused(REASON.limitDepth, start);
    this.#events?.push({ type, style, start });
  }

  close(end: number): void {
    this.#depth--;
    this.#events?.push({ type: 'close', end });
  }

  plain(text: string, start: number, end: number): Json {
    this.#events?.push({ type: 'scalar', style: 'plain', start, end, text });
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

  /** The JSON key of a scalar in the place of a key. */
  key(style: ScalarStyle, text: string, start: number, end: number): string {
    this.#events?.push({ type: 'scalar', style, start, end, text });
    if (style !== 'plain') return text;
    const refusal = refusalOfKey(text);
    if (refusal !== undefined) this.notes.push({ reason: refusal, offset: start });
    return keyOfPlain(text);
  }

  /** Sets a key; the last one of equal keys counts. */
  set(object: JsonObject, key: string, value: Json, keyStart: number): void {
    if (Object.hasOwn(object, key)) this.notes.push({ reason: REASON.duplicateKey, offset: keyStart });
    setOwn(object, key, value);
  }
}
