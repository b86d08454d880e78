// Decides by the first bytes whether an input is UTF-8, and decodes it.
import { REASON } from './problem.ts';
import type { SyntaxProblem } from './problem.ts';

const UTF8_MARK_LENGTH = 3;

/** 3 when the bytes start with the UTF-8 byte order mark, else 0. */
export function byteOrderMarkLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF8_MARK_LENGTH : 0;
}

/**
 * A fatal problem when the bytes are UTF-16 or UTF-32, by byte order mark or by the zero bytes of a first ASCII character
 * (the table of YAML 1.2.2 section 5.2); else undefined.
 */
export function foreignEncoding(bytes: Uint8Array): SyntaxProblem | undefined {
  if (bytes.length < 2) return undefined;
  const a = bytes[0];
  const b = bytes[1];
  const marked = (a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe);
  if (!marked && a !== 0 && b !== 0) return undefined;
  return { reason: REASON.encoding, line: 1, column: 1, fatal: true };
}

/** The text of UTF-8 bytes without a byte order mark, or the problem with its place where a byte is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): { text: string } | { problem: SyntaxProblem } {
  const foreign = foreignEncoding(bytes);
  if (foreign !== undefined) return { problem: foreign };
  const mark = byteOrderMarkLength(bytes);
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = buffer.toString('utf8', mark);
  if (!text.includes('\uFFFD')) return { text };
  const content = bytes.subarray(mark);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return { text };
  } catch {
    return { problem: brokenByte(text, content) };
  }
}

/** Replacement characters of the input itself are three valid bytes; the first that is not so is the broken place. */
function brokenByte(text: string, bytes: Uint8Array): SyntaxProblem {
  let at = text.indexOf('\uFFFD');
  while (at !== -1) {
    const head = text.slice(0, at + 1);
    const length = Buffer.byteLength(head);
    const isOwn = length <= bytes.length && Buffer.from(head).equals(bytes.subarray(0, length));
    if (!isOwn) break;
    at = text.indexOf('\uFFFD', at + 1);
  }
  const before = text.slice(0, Math.max(at, 0));
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return { reason: REASON.encoding, line, column: before.length - lineStart + 1, fatal: true };
}
