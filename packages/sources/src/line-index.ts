// Lines and columns in a file of any size: one pass sets a mark every so many bytes, later questions read from the nearest.
import type { FileHandle } from 'node:fs/promises';
import { advance, START } from './position.ts';
import type { Position } from './position.ts';
import { markLength } from './sniff.ts';

/** Bytes between two marks: what one question reads at most. */
const BLOCK_BYTES = 256 * 1024;

/** Built up to the furthest offset asked for. Holds numbers, never text. */
export class LineIndex {
  readonly #marks: Position[] = [START];

  /** The position of a byte offset; undefined when the file ends before it. */
  async at(file: FileHandle, offset: number): Promise<Position | undefined> {
    const block = Math.floor(offset / BLOCK_BYTES);
    while (this.#marks.length <= block) {
      const last = this.#marks.length - 1;
      const bytes = await read(file, last * BLOCK_BYTES, BLOCK_BYTES);
      if (bytes.length < BLOCK_BYTES) return undefined;
      this.#marks.push(advance(this.#marks[last] as Position, withoutMark(bytes, last)));
    }
    const bytes = await read(file, block * BLOCK_BYTES, offset - block * BLOCK_BYTES);
    if (bytes.length < offset - block * BLOCK_BYTES) return undefined;
    return advance(this.#marks[block] as Position, withoutMark(bytes, block));
  }
}

function withoutMark(bytes: Buffer, block: number): Buffer {
  return block === 0 ? bytes.subarray(markLength(bytes)) : bytes;
}

/** Reads `length` bytes at `offset`, fewer only where the file ends. */
export async function read(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
