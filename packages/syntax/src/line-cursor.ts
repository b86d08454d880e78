// Moves over the lines of a YAML text: indentation, comments, document markers, the end of plain text.
import {
  COLON,
  DASH,
  DOT,
  FLOW_INDICATOR,
  GOES_ON,
  HASH,
  LF,
  LINE_END,
  MEANING,
  ORDINARY,
  SPACE,
  SURROGATE,
  TAB,
  isPaired,
} from './chars.ts';
import { addToHash } from './key-table.ts';
import { leave } from './leave.ts';
import type { Source } from './source.ts';

/** Set as the indentation when no content is left before the end or the next document marker. */
export const NONE = -1;

/** A place in a source: the next content, and the column it starts at. */
export class LineCursor {
  readonly source: Source;
  readonly codes: Uint16Array;
  at = 0;
  indent = 0;
  /** The hash of the key that `keyEnd` went over. */
  hash = 0;

  constructor(source: Source) {
    this.source = source;
    this.codes = source.codes;
  }

  /** Goes to the next content from the start of a line, which mostly has some, and gives its indentation. */
  goTo(line: number): number {
    const { codes } = this;
    let at = line;
    while (codes[at] === SPACE) at++;
    const code = codes[at] as number;
    const isContent = code > SPACE && code !== HASH && (at > line || (code !== DASH && code !== DOT));
    this.at = isContent ? at : line;
    if (isContent) this.indent = at - line;
    else this.nextLine();
    return this.indent;
  }

  /** Goes to the next content from the start of a line, over blank lines and comments. */
  nextLine(): void {
    const { codes } = this;
    let at = this.at;
    for (;;) {
      const line = at;
      while (codes[at] === SPACE) at++;
      const code = codes[at] as number;
      if (code === LF) at++;
      else if (code === HASH) at = this.#lineEnd(at) + 1;
      else {
        if (code === TAB) leave();
        this.at = at;
        this.indent = at >= this.source.length || (at === line && this.isMarker(code)) ? NONE : at - line;
        return;
      }
    }
  }

  /** Whether a document marker of this sign stands here; the place must be the start of a line. */
  isMarker(sign: number): boolean {
    if (sign !== DASH && sign !== DOT) return false;
    const { codes, at } = this;
    if (codes[at] !== sign || codes[at + 1] !== sign || codes[at + 2] !== sign) return false;
    const next = codes[at + 3];
    return next === SPACE || next === LF || next === TAB;
  }

  /** After a node that ends at `from`: only blanks and a comment may follow on the line. Goes to the next content. */
  endLine(from: number): void {
    const { codes } = this;
    let at = from;
    while (codes[at] === SPACE) at++;
    if (codes[at] === HASH && at > from) at = this.#lineEnd(at);
    else if (codes[at] !== LF) leave();
    this.goTo(at + 1);
  }

  /** Whether an item of a sequence starts here. */
  isDash(): boolean {
    if (this.codes[this.at] !== DASH) return false;
    const next = this.codes[this.at + 1];
    return next === SPACE || next === LF || next === TAB;
  }

  /** The end of plain text that goes on from `start` to its line's end and not into a space; else -1. */
  lineEndOfPlain(start: number): number {
    const { codes } = this;
    let at = start;
    for (;;) {
      const code = codes[at] as number;
      if (GOES_ON[code] === 1 || (code === COLON && (codes[at + 1] as number) > SPACE)) at++;
      else return code === LF && codes[at - 1] !== SPACE ? at : -1;
    }
  }

  /** The offset of what ends the plain text from `start` on its line: the line feed, a key's colon, or a comment. */
  plainEnd(start: number): number {
    const { codes } = this;
    let at = start;
    while (MEANING[codes[at] as number] === ORDINARY || !this.#endsPlain(at)) at++;
    return at;
  }

  /** The same, and leaves the hash of what it went over in `hash`. */
  keyEnd(start: number): number {
    const { codes } = this;
    let at = start;
    let hash = 0;
    for (;;) {
      const code = codes[at] as number;
      if (MEANING[code] !== ORDINARY && this.#endsPlain(at)) break;
      hash = addToHash(hash, code);
      at++;
    }
    this.hash = hash;
    return at;
  }

  /** The offset after the last character before `end` that is no space. */
  trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && this.codes[at - 1] === SPACE) at--;
    return at;
  }

  /** The first offset from `from` that is no space. */
  skipSpaces(from: number): number {
    let at = from;
    while (this.codes[at] === SPACE) at++;
    return at;
  }

  /** The line breaks between two offsets, or 0 when a comment stands between them. */
  breaks(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at++) {
      if (this.codes[at] === LF) count++;
      else if (this.codes[at] === HASH) return 0;
    }
    return count;
  }

  /** Whether the code at an offset, which is not an ordinary one, ends plain text. */
  #endsPlain(at: number): boolean {
    const { codes } = this;
    const code = codes[at] as number;
    if (code === COLON) {
      const next = codes[at + 1];
      return next === SPACE || next === LF || next === TAB;
    }
    if (code === HASH) return codes[at - 1] === SPACE;
    const meaning = MEANING[code];
    if (meaning === LINE_END) return true;
    if (meaning === FLOW_INDICATOR || (meaning === SURROGATE && isPaired(codes, at))) return false;
    return leave();
  }

  #lineEnd(at: number): number {
    return this.source.text.indexOf('\n', at);
  }
}
