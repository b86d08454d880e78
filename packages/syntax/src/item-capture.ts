// Keeps the item at hand while it is read: its bytes, and where it began.
import { ByteCapture } from './byte-capture.ts';
import type { JsonHeader, JsonItem, ScanProblem } from './json-item.ts';
import { REASON } from './problem.ts';

/** The place of an item in the input. */
export interface ItemPlace {
  /** Byte offset. */
  readonly offset: number;
  /** 1-based line. */
  readonly line: number;
  /** Index among its neighbours, or -1. */
  readonly index: number;
}

/** One item at a time. */
export class ItemCapture {
  readonly #bytes: ByteCapture;
  #place: ItemPlace = { offset: 0, line: 1, index: -1 };

  /** Items over the limit in bytes are not given. */
  constructor(limit: number) {
    this.#bytes = new ByteCapture(limit);
  }

  start(at: number, place: ItemPlace): void {
    this.#bytes.start(at);
    this.#place = place;
  }

  cancel(): void {
    this.#bytes.cancel();
  }

  endChunk(chunk: Uint8Array): void {
    this.#bytes.endChunk(chunk);
  }

  /** Ends the item before `at`: the item, or why there is none. */
  end(chunk: Uint8Array, at: number, header: JsonHeader, isTooDeep: boolean): JsonItem | ScanProblem {
    const { length, bytes } = this.#bytes.end(chunk, at);
    const { offset, line, index } = this.#place;
    if (bytes === undefined) return { reason: REASON.limitItem, offset, line, fatal: false };
    if (isTooDeep) return { reason: REASON.limitDepth, offset, line, fatal: false };
    return { offset, length, line, index, header, held: bytes, from: 0 };
  }
}
