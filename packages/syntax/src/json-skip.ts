// Finds the end of a JSON value in bytes that come in chunks: the tight loop of the item scanner.
import { BACKSLASH, DOUBLE_QUOTE, LF, SPACE } from './chars.ts';
import { isSpaceByte } from './json-bytes.ts';

/** How far past a chunk's end `stringEnd` points when the chunk ends inside an escape. */
const ESCAPED_END = 2;
const LINE = 1;
const STRING = 2;
const OPEN = 3;
const CLOSE = 4;

/** What each byte means outside of strings; most mean nothing. */
const MEANING = new Uint8Array(256);
MEANING[LF] = LINE;
MEANING[DOUBLE_QUOTE] = STRING;
for (const sign of '{[') MEANING[sign.charCodeAt(0)] = OPEN;
for (const sign of '}]') MEANING[sign.charCodeAt(0)] = CLOSE;

/** Skips one value. It counts brackets and does not check what is inside: that is the work of whoever parses the value. */
export class ValueSkipper {
  readonly #maxDepth: number;
  #base = 0;
  #depth = 0;
  #inString = false;
  /** The next byte is the second of an escape. */
  #escaped = false;
  /** Line feeds passed so far. */
  lines = 0;
  /** Whether the value at hand went deeper than the limit. */
  tooDeep = false;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** Before each value, with the number of collections that already are around it and count towards the limit. */
  begin(base: number): void {
    this.#base = base;
    this.#depth = base;
    this.#inString = false;
    this.#escaped = false;
    this.tooDeep = false;
  }

  /** The index of the next byte that is no white space, or the chunk's length. */
  skipSpace(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === LF) this.lines++;
      else if (!isSpaceByte(byte)) return at;
    }
    return bytes.length;
  }

  /** The index after the value, or -1 when the chunk ends before it; then go on with the next chunk from 0. */
  skip(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.#inString) {
      at = stringEnd(bytes, this.#escaped ? at + 1 : at);
      if (at > bytes.length) return this.#stopInString(bytes, at, this.#depth);
      this.#inString = false;
      if (this.#depth === this.#base) return at;
    }
    return this.#skipOutside(bytes, at);
  }

  /** From a place outside of strings. Everything is in local variables, since this loop sees every byte of the input. */
  #skipOutside(bytes: Uint8Array, from: number): number {
    const base = this.#base;
    const end = bytes.length;
    let depth = this.#depth;
    for (let at = from; at < end;) {
      const meaning = MEANING[bytes[at++] as number];
      if (meaning === 0) continue;
      if (meaning === STRING) {
        at = stringEnd(bytes, at);
        if (at > end) return this.#stopInString(bytes, at, depth);
        if (depth === base) return at;
      } else if (meaning === OPEN) {
        if (++depth > this.#maxDepth) this.tooDeep = true;
      } else if (meaning === LINE) {
        this.lines++;
        while (at < end && bytes[at] === SPACE) at++;
      } else if (--depth <= base) {
        return at;
      }
    }
    this.#depth = depth;
    return -1;
  }

  #stopInString(bytes: Uint8Array, at: number, depth: number): number {
    this.#depth = depth;
    this.#inString = true;
    this.#escaped = at === bytes.length + ESCAPED_END;
    return -1;
  }
}

/**
 * The index after a string's closing quote. Where the chunk ends before that: its length + 1, or + 2 when it ends inside an
 * escape, so that the next chunk's first byte belongs to it.
 */
function stringEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.length;
  let at = from;
  while (at < end) {
    const byte = bytes[at];
    if (byte === DOUBLE_QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return at + 1;
}
