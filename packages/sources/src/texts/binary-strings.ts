// Looks through bytes that are no text for what can be read in them, as strings(1) does.
import type { Chunks } from './byte-reader.ts';
import type { TextPlace } from './findings.ts';
import { OVERLAP_CHARS, WINDOW_CHARS } from './limits.ts';
import { FileText } from './located.ts';
import { part } from './scalar-text.ts';
import { scanText } from './scan-text.ts';
import type { Scanner } from './scan-text.ts';

/** Shorter runs are chance. */
const RUN = /[\t\x20-\x7e]{8,}/g;
const NOT_PRINTABLE = /[^\t\x20-\x7e]/;

/** Lines count the line feeds among the bytes, columns the bytes. */
export async function readBinary(chunks: Chunks, at: TextPlace, scanner: Scanner): Promise<void> {
  let waiting = '';
  let line = 1;
  let column = 1;
  const take = (length: number): void => {
    const text = waiting.slice(0, length);
    const located = new FileText(text, line, column);
    for (const { 0: run, index } of text.matchAll(RUN)) scanText(part(located, index, run), at, scanner);
    const spot = new FileText(text, line, column).spot(text.length, text.length);
    ({ line, column } = spot);
    waiting = waiting.slice(length);
  };
  for await (const chunk of chunks) {
    waiting += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (waiting.length >= WINDOW_CHARS) take(lastBreak(waiting));
  }
  take(waiting.length);
}

/** Behind the last byte that ends a run, so that no run is cut; a run of this length is cut where it is. */
function lastBreak(text: string): number {
  for (let at = text.length; at > text.length - OVERLAP_CHARS; at--)
    if (NOT_PRINTABLE.test(text[at - 1] ?? '')) return at;
  return text.length;
}
