// A text that knows where its characters stand in the file it came from.

/** A range in one line of a file: 1-based, columns in UTF-16 units, the end exclusive. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** `spot` gives the place of `[start, end)` of the text; of a range over several lines, that of its first. */
export interface Located {
  readonly text: string;
  spot(start: number, end: number): Spot;
}

/** The text of a file, or of its lines from one on. */
export class FileText implements Located {
  readonly text: string;
  readonly #firstLine: number;
  readonly #firstColumn: number;
  #starts: number[] | undefined;

  /** `firstLine` and `firstColumn` are the place of the text's first character. */
  constructor(text: string, firstLine = 1, firstColumn = 1) {
    this.text = text;
    this.#firstLine = firstLine;
    this.#firstColumn = firstColumn;
  }

  spot(start: number, end: number): Spot {
    this.#starts ??= lineStarts(this.text);
    const index = lastAtOrBefore(this.#starts, start);
    const lineStart = this.#starts[index] as number;
    const next = this.#starts[index + 1];
    const lineEnd = next === undefined ? this.text.length : next - 1;
    const shift = index === 0 ? this.#firstColumn : 1;
    return {
      line: this.#firstLine + index,
      column: shift + start - lineStart,
      endColumn: shift + Math.max(start, Math.min(end, lineEnd)) - lineStart,
    };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A text that was decoded from a range of another: all of it stands where that range stands. */
export function decodedFrom(text: string, parent: Located, start: number, end: number): Located {
  return { text, spot: () => parent.spot(start, end) };
}

/** A piece of a composed text: its characters are those of another text from `start` on, or all stand for one range of it. */
export interface Part {
  readonly text: string;
  readonly of: Located;
  readonly start: number;
  readonly end: number;
}

/** Parts one after the other as one text: `KEY: VALUE` of a key and a value that stand apart. What joins parts has no place. */
export class ComposedText implements Located {
  readonly text: string;
  readonly #parts: readonly { readonly at: number; readonly part: Part }[];

  constructor(pieces: readonly (Part | string)[]) {
    let text = '';
    const parts: { at: number; part: Part }[] = [];
    for (const piece of pieces) {
      if (typeof piece !== 'string') parts.push({ at: text.length, part: piece });
      text += typeof piece === 'string' ? piece : piece.text;
    }
    this.text = text;
    this.#parts = parts;
  }

  /** The place of the part that holds the most of the range. */
  spot(start: number, end: number): Spot {
    let best = this.#parts[0] as { at: number; part: Part };
    let most = -1;
    for (const candidate of this.#parts) {
      const { at, part } = candidate;
      const shared = Math.min(end, at + part.text.length) - Math.max(start, at);
      if (shared > most) {
        most = shared;
        best = candidate;
      }
    }
    const { at, part } = best;
    if (part.text.length !== part.end - part.start) return part.of.spot(part.start, part.end);
    const from = Math.max(start, at) - at;
    const to = Math.min(end, at + part.text.length) - at;
    return part.of.spot(part.start + from, part.start + to);
  }
}
