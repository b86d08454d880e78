// Guesses where an item of a compact list ends, so that whoever parses it need not look at each byte twice.
import { LF } from './chars.ts';
import type { JsonItem } from './json-item.ts';

/**
 * Reads the bytes from one index to before another, which are probably one item, all of it. Its value; undefined where they are not
 * JSON, or are to be looked at more closely. A value is proof of the guess: no JSON object is the beginning of another text that is JSON.
 */
export type ReadItem = (bytes: Buffer, from: number, to: number) => unknown;

/** A guess that was confirmed. */
export type Guessed = Pick<JsonItem, 'length' | 'held' | 'from' | 'value'>;

/** What stands between two items. */
const BETWEEN = '},';
/** Bytes of an item that tell how items of its list begin. */
const LONGEST_START = 256;
/** An object's first key and what else is alike in all objects of a kind: `{"apiVersion":"v1","kind":` or `{"metadata":{"name":`. */
const START = /^\{"(?:(?:apiVersion|kind)":"[^"\\]*","[^"\\]+":|[^"\\]+":(?:\{"[^"\\]+":)?)/;
/** Where guesses fail more often than once in nine, no more are made: they cost more than they save. */
const FIRST_CREDIT = 64;
const COST_OF_MISS = 8;
/** Bytes by which the items of one template differ. */
const SLACK = 64;
/** Bytes of an item that cannot be deep enough to harm: `JSON.parse` needs no stack, and no reader of values goes that deep. */
const SHALLOW_LENGTH = 16_384;

/** Looks for the next item that begins as the one at hand does. */
export class ItemGuess {
  readonly #read: ReadItem;
  readonly #maxLength: number;
  readonly #maxDepth: number;
  #chunk = Buffer.alloc(0);
  /** What stands between two items: `},` and how the second one begins. */
  #between = Buffer.alloc(0);
  /** Place of the next line feed: an item with line feeds is not compact. */
  #feed = -1;
  #credit = FIRST_CREDIT;
  /** Length in bytes of the last item, when its guess was right. */
  #length = 0;

  /** Limits as those of the scanner. */
  constructor(read: ReadItem, maxLength: number, maxDepth: number) {
    this.#read = read;
    this.#maxLength = maxLength;
    this.#maxDepth = maxDepth;
  }

  /** Before each chunk. */
  begin(chunk: Uint8Array): void {
    this.#chunk = Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
    this.#feed = -1;
  }

  /** The item that begins at `start` of the chunk, if a guess of its end is right. */
  item(start: number): Guessed | undefined {
    if (this.#credit <= 0) return undefined;
    const guessed = this.#guess(start);
    if (guessed === undefined) this.#length = 0;
    this.#credit = guessed === undefined ? this.#credit - COST_OF_MISS : Math.min(FIRST_CREDIT, this.#credit + 1);
    return guessed;
  }

  #guess(start: number): Guessed | undefined {
    const end = this.#endOf(start);
    if (end === undefined || end - start > this.#maxLength) return undefined;
    const value = this.#read(this.#chunk, start, end);
    if (value === undefined || (end - start > SHALLOW_LENGTH && isDeeper(value, this.#maxDepth))) return undefined;
    this.#length = end - start;
    return { length: end - start, held: this.#chunk, from: start, value };
  }

  #endOf(start: number): number | undefined {
    if (this.#feed < start) {
      const feed = this.#chunk.indexOf(LF, start);
      this.#feed = feed === -1 ? this.#chunk.length : feed;
    }
    if (!this.#beginsAlike(start) && !this.#learn(start)) return undefined;
    const at = this.#next(start);
    return at === -1 || at > this.#feed ? undefined : at + 1;
  }

  /** Where the item may end. The last one was mostly about as long. */
  #next(start: number): number {
    if (this.#length > SLACK) {
      const at = this.#chunk.indexOf(this.#between, start + this.#length - SLACK);
      if (at !== -1 && at < start + this.#length + SLACK) return at;
    }
    return this.#chunk.indexOf(this.#between, start);
  }

  #beginsAlike(start: number): boolean {
    const between = this.#between;
    for (let at = BETWEEN.length; at < between.length; at++) {
      if (between[at] !== this.#chunk[start + at - BETWEEN.length]) return false;
    }
    return between.length > 0;
  }

  #learn(start: number): boolean {
    const [begin] = START.exec(this.#chunk.toString('latin1', start, start + LONGEST_START)) ?? [];
    if (begin === undefined) return false;
    this.#between = Buffer.from(BETWEEN + begin, 'latin1');
    return true;
  }
}

/** Whether collections stand in each other more than `depth` times. */
function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[])
      if (typeof item === 'object' && isDeeper(item, depth - 1)) return true;
    return false;
  }
  for (const key in value) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof item === 'object' && isDeeper(item, depth - 1)) return true;
  }
  return false;
}
