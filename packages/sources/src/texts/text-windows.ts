// Reads text of any length line by line in bounded memory.
import { StringDecoder } from 'node:string_decoder';
import type { Chunks } from './byte-reader.ts';
import type { TextPlace } from './findings.ts';
import { OVERLAP_CHARS, WINDOW_CHARS } from './limits.ts';
import { FileText } from './located.ts';
import { openKeyStart, scanText } from './scan-text.ts';
import type { Scanner } from './scan-text.ts';

const MARK = '\uFEFF';

/** Scans whole lines as they come; a line that is longer than a window is looked at in windows that share their edges. */
export class TextWindows {
  readonly #at: TextPlace;
  readonly #scanner: Scanner;
  #text = '';
  #line = 1;
  #column = 1;
  /** Characters at the start of `#text` that the window before has looked at. */
  #seen = 0;

  constructor(at: TextPlace, scanner: Scanner) {
    this.#at = at;
    this.#scanner = scanner;
  }

  push(text: string): void {
    this.#text += text;
    if (this.#text.length < WINDOW_CHARS) return;
    const end = Math.min(this.#text.lastIndexOf('\n') + 1, openKeyStart(this.#text));
    if (end > 0) this.#lines(end);
    while (this.#text.length >= WINDOW_CHARS) this.#window();
  }

  end(): void {
    this.#scan(this.#text, this.#text.length);
    this.#text = '';
  }

  /** Whole lines up to `end`. */
  #lines(end: number): void {
    const text = this.#text.slice(0, end);
    this.#scan(text, end);
    let feeds = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) feeds++;
    this.#line += feeds;
    this.#column = 1;
    this.#seen = 0;
    this.#text = this.#text.slice(end);
  }

  /** A part of one line: what ends in its last half of the overlap is left to the next window, which sees more behind it. */
  #window(): void {
    const text = this.#text.slice(0, WINDOW_CHARS);
    const half = OVERLAP_CHARS / 2;
    this.#scan(text, WINDOW_CHARS - half);
    const step = WINDOW_CHARS - OVERLAP_CHARS;
    this.#text = this.#text.slice(step);
    this.#column += step;
    this.#seen = half;
  }

  #scan(text: string, to: number): void {
    scanText(new FileText(text, this.#line, this.#column), this.#at, this.#scanner, { from: this.#seen, to });
  }
}

/** The chunks as UTF-8 text, without a byte order mark; `each` sees the text as it comes. */
export async function readWindows(chunks: Chunks, windows: TextWindows, each: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  const push = (text: string): void => {
    const own = isFirst && text.startsWith(MARK) ? text.slice(1) : text;
    if (text !== '') isFirst = false;
    each(own);
    windows.push(own);
  };
  for await (const chunk of chunks) push(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)));
  push(decoder.end());
  windows.end();
}
