// Positions of nodes by pointer, as packed numbers without any text: for input that cannot be read twice, and for large documents.
import { MAX_KEPT_POSITIONS } from './limits.ts';
import type { Position } from './position.ts';

/** Lines and columns of one node, 1-based, in the whole source; the end is exclusive. */
export interface Span extends Position {
  readonly endLine: number;
  readonly endColumn: number;
}

/** The nodes of one text. */
export interface KeptRange {
  readonly from: number;
  readonly to: number;
}

/** Numbers a node takes: hash of its pointer, line, column, end line, end column. */
const WIDTH = 5;
const NUMBER_BYTES = 4;
const NODE_BYTES = WIDTH * NUMBER_BYTES;
/** Nodes up to which a search looks at each. */
const SMALL_RANGE = 64;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const EMPTY = -1;

/**
 * Nodes of many texts. Two pointers of one text share a hash once in four thousand million pairs; the later then answers
 * for both.
 */
export class KeptPositions {
  readonly #limit: number;
  readonly #tables = new WeakMap<KeptRange, Int32Array>();
  #packed = new Uint32Array(WIDTH * SMALL_RANGE);
  #used = 0;

  /** `limit`: number of positions held at most, roots not counted. */
  constructor(limit = MAX_KEPT_POSITIONS) {
    this.#limit = limit * WIDTH;
  }

  /** True when only roots are stored from now on. */
  get isFull(): boolean {
    return this.#used >= this.#limit;
  }

  /** Number of positions held. */
  get size(): number {
    return this.#used / WIDTH;
  }

  /** Stores the nodes of a text, the root first; beyond the limit only that. */
  store(nodes: Iterable<readonly [pointer: string, span: Span]>): KeptRange {
    const from = this.#used;
    for (const [pointer, span] of nodes) {
      this.#push(hashOf(pointer), span);
      if (this.isFull) break;
    }
    return { from, to: this.#used };
  }

  /** Stores nodes that `pack` gave. */
  storePacked(bytes: Uint8Array): KeptRange {
    const from = this.#used;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + NODE_BYTES <= bytes.length; at += NODE_BYTES) {
      const field = (index: number): number => view.getUint32(at + index * NUMBER_BYTES, true);
      this.#push(field(0), { line: field(1), column: field(2), endLine: field(3), endColumn: field(4) });
      if (this.isFull) break;
    }
    return { from, to: this.#used };
  }

  /** The nodes of a text as bytes: five 32-bit numbers each, little-endian. */
  pack({ from, to }: KeptRange): Uint8Array {
    const bytes = new Uint8Array((to - from) * NUMBER_BYTES);
    const view = new DataView(bytes.buffer);
    for (let at = from; at < to; at++) view.setUint32((at - from) * NUMBER_BYTES, this.#packed[at] as number, true);
    return bytes;
  }

  /** The node at `pointer`, else the nearest one around it. Undefined when the text had no node. */
  find(range: KeptRange, pointer: string): Span | undefined {
    for (const around of outwards(pointer)) {
      const at = this.#search(range, hashOf(around));
      if (at !== EMPTY) return this.#spanAt(at);
    }
    return undefined;
  }

  #search(range: KeptRange, hash: number): number {
    if (range.to - range.from > SMALL_RANGE * WIDTH) return this.#lookUp(this.#tableOf(range), hash);
    // Backwards, because of equal keys the last one counts.
    for (let at = range.to - WIDTH; at >= range.from; at -= WIDTH) if (this.#packed[at] === hash) return at;
    return EMPTY;
  }

  #lookUp(table: Int32Array, hash: number): number {
    const mask = table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = table[slot] as number;
      if (at === EMPTY || this.#packed[at] === hash) return at;
    }
  }

  /** A hash table with open addressing, at most half full; made when the first question comes. */
  #tableOf(range: KeptRange): Int32Array {
    const known = this.#tables.get(range);
    if (known !== undefined) return known;
    const nodes = (range.to - range.from) / WIDTH;
    const table = new Int32Array(2 ** Math.ceil(Math.log2(nodes * 2))).fill(EMPTY);
    const mask = table.length - 1;
    for (let at = range.from; at < range.to; at += WIDTH) {
      const hash = this.#packed[at] as number;
      let slot = hash & mask;
      while (table[slot] !== EMPTY && this.#packed[table[slot] as number] !== hash) slot = (slot + 1) & mask;
      table[slot] = at;
    }
    this.#tables.set(range, table);
    return table;
  }

  #push(hash: number, span: Span): void {
    if (this.#used + WIDTH > this.#packed.length) {
      const grown = new Uint32Array(this.#packed.length * 2);
      grown.set(this.#packed);
      this.#packed = grown;
    }
    this.#packed.set([hash, span.line, span.column, span.endLine, span.endColumn], this.#used);
    this.#used += WIDTH;
  }

  #spanAt(at: number): Span {
    const [line = 0, column = 0, endLine = 0, endColumn = 0] = this.#packed.subarray(at + 1, at + WIDTH);
    return { line, column, endLine, endColumn };
  }
}

/** The pointer itself, then those of the collections around it, the root last. */
function* outwards(pointer: string): Generator<string> {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) yield at;
  yield '';
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
