// Turns offsets in a text into lines and columns.

/** A place in a text: 1-based line, 1-based column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The line starts of a text. A line ends with LF, CR LF or CR. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    const breaks = text.includes('\r') ? /\r\n?|\n/g : undefined;
    if (breaks !== undefined) {
      while (breaks.test(text)) this.#starts.push(breaks.lastIndex);
      return;
    }
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The place of an offset. */
  at(offset: number): Place {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }
}

/** The place of one offset. */
export function placeAt(text: string, offset: number): Place {
  return new Lines(text).at(Math.min(offset, text.length));
}
