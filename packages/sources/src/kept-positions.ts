// Positions in input that cannot be read twice (standard input, rendered output): packed numbers, never text.
import type { DocumentId } from '@watertight/engine';
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
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Nodes of many documents by document and pointer. Two pointers of one document share a hash once in four thousand million pairs; the later then answers for both. */
export class KeptPositions {
  readonly #ranges = new Map<DocumentId, KeptRange>();
  readonly #limit: number;
  #packed = new Uint32Array(WIDTH * 256);
  #used = 0;

  /** `limit`: number of positions held at most. */
  constructor(limit = MAX_KEPT_POSITIONS) {
    this.#limit = limit * WIDTH;
  }

  /** True when only roots are stored from now on. */
  get isFull(): boolean {
    return this.#used >= this.#limit;
  }

  /** Stores the nodes of a text; beyond the limit only the first one, which is the root. */
  store(nodes: Iterable<readonly [pointer: string, span: Span]>): KeptRange {
    const from = this.#used;
    for (const [pointer, span] of nodes) {
      this.#push(hashOf(pointer), span);
      if (this.isFull) break;
    }
    return { from, to: this.#used };
  }

  /** Says that a document stands in these nodes; several may, when it is a list. */
  attach(document: DocumentId, range: KeptRange): void {
    this.#ranges.set(document, range);
  }

  /** The node at `pointer`, else the nearest one around it. */
  find(document: DocumentId, pointer: string): Span | undefined {
    const range = this.#ranges.get(document);
    if (range === undefined) return undefined;
    for (const around of outwards(pointer)) {
      const hash = hashOf(around);
      // Backwards, because of equal keys the last one counts.
      for (let at = range.to - WIDTH; at >= range.from; at -= WIDTH) {
        if (this.#packed[at] === hash) return this.#spanAt(at);
      }
    }
    return undefined;
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
export function* outwards(pointer: string): Generator<string> {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) yield at;
  yield '';
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
