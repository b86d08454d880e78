// Lines and columns in a file of any size: one pass sets a mark every so many bytes, later questions read from the nearest.
import { readSync } from 'node:fs';
import { advance, START } from './position.ts';
import type { Position } from './position.ts';
import { markLength } from './sniff.ts';

/** Bytes between two marks: what one question reads at most. */
const BLOCK_BYTES = 8 * 1024;
/** Blocks read at once while marks are set. */
const BLOCKS_READ = 64;

/** Built up to the furthest offset asked for. Holds numbers, never text. */
export class LineIndex {
  readonly #marks: Position[] = [START];

  /** The position of a byte offset in an open file; undefined when the file ends before it. */
  at(file: number, offset: number): Position | undefined {
    const block = Math.floor(offset / BLOCK_BYTES);
    while (this.#marks.length <= block) if (!this.#setMarks(file)) return undefined;
    const wanted = offset - block * BLOCK_BYTES;
    const bytes = readAt(file, block * BLOCK_BYTES, wanted);
    if (bytes.length < wanted) return undefined;
    return advance(this.#marks[block] as Position, withoutMark(bytes, block));
  }

  /** Sets the marks after the last one; false when the file ends before the next. */
  #setMarks(file: number): boolean {
    const first = this.#marks.length - 1;
    const bytes = readAt(file, first * BLOCK_BYTES, BLOCK_BYTES * BLOCKS_READ);
    const blocks = Math.floor(bytes.length / BLOCK_BYTES);
    for (let at = 0; at < blocks; at++) {
      const block = bytes.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES);
      this.#marks.push(advance(this.#marks[first + at] as Position, withoutMark(block, first + at)));
    }
    return blocks > 0;
  }
}

function withoutMark(bytes: Buffer, block: number): Buffer {
  return block === 0 ? bytes.subarray(markLength(bytes)) : bytes;
}

/** Reads `length` bytes at `offset`, fewer only where the file ends. */
export function readAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const bytesRead = readSync(file, buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
