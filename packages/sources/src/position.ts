// Byte offsets to lines and columns: columns are UTF-16 units, counted from the bytes of UTF-8.
import { isAscii } from 'node:buffer';

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const START: Position = { line: 1, column: 1 };

const LINE_FEED = 0x0a;

/** Where a reader at `position` stands after `bytes`. A UTF-8 byte order mark must not be among them. */
export function advance({ line, column }: Position, bytes: Uint8Array): Position {
  let lines = 0;
  let lineStart = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    lines++;
    lineStart = at + 1;
  }
  const units = unitsOf(lineStart === 0 ? bytes : bytes.subarray(lineStart));
  return lines === 0 ? { line, column: column + units } : { line: line + lines, column: 1 + units };
}

/** UTF-16 units of UTF-8: one for each sequence, two for one of four bytes. */
function unitsOf(bytes: Uint8Array): number {
  // Nearly all input is ASCII, and finding that out is twenty times faster than counting.
  if (isAscii(bytes)) return bytes.length;
  let units = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/** Positions in a stream whose bytes are gone afterwards: asked with rising offsets, it holds no more than lies between two questions. */
export class StreamPositions {
  readonly #waiting: Uint8Array[] = [];
  #offset: number;
  #position: Position = START;

  /** `offset`: bytes before the first line's first character (a byte order mark). */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  /** Takes the stream's next bytes; they must not change afterwards. */
  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
  }

  /** The position of a byte offset that is not before the last one asked for. */
  at(offset: number): Position {
    while (this.#offset < offset) {
      const bytes = this.#waiting[0];
      if (bytes === undefined) break;
      const taken = Math.min(bytes.length, offset - this.#offset);
      this.#position = advance(this.#position, bytes.subarray(0, taken));
      this.#offset += taken;
      if (taken === bytes.length) this.#waiting.shift();
      else this.#waiting[0] = bytes.subarray(taken);
    }
    return this.#position;
  }
}
