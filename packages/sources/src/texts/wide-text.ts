// Text in UTF-16: with a byte order mark, or without one as PowerShell's and Windows' tools write it.
import type { Chunks } from './byte-reader.ts';

export type WideEncoding = 'utf-16le' | 'utf-16be';

/** Units of the head that are looked at; fewer of a text than the least are chance. */
const UNITS_MAX = 2048;
const UNITS_MIN = 4;
/** Of the units: letters, digits and signs of ASCII, whose other byte is zero. */
const ASCII_SHARE_MIN = 0.5;
const SPACE = 0x20;
const DELETE = 0x7f;
const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d]);

/** Undefined for other bytes: what has zero bytes and is not like text is binary. */
export function wideEncoding(head: Buffer): WideEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (!head.includes(0)) return undefined;
  if (isText(head, 1)) return 'utf-16le';
  return isText(head, 0) ? 'utf-16be' : undefined;
}

/** Whether most units are ASCII, with the zero byte at that place of each, and none is a control character or NUL. */
function isText(head: Buffer, zeroAt: 0 | 1): boolean {
  const units = Math.min(UNITS_MAX, Math.floor(head.length / 2));
  let ascii = 0;
  for (let at = 0; at < units; at++) {
    const [high, low] = [head[2 * at + zeroAt] ?? 0, head[2 * at + 1 - zeroAt] ?? 0];
    if (high !== 0) continue;
    if ((low < SPACE && !WHITE_SPACE.has(low)) || low === DELETE) return false;
    if (low < DELETE) ascii++;
  }
  return units >= UNITS_MIN && ascii >= units * ASCII_SHARE_MIN;
}

/** The same text in UTF-8. */
export async function* decoded(chunks: Chunks, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
