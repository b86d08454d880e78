// What single bytes mean in JSON.
import { LF, SPACE, TAB } from './chars.ts';

const CR = 0x0d;
const MINUS = 0x2d;
const FIRST_INVALID = 0xfe;

/** Whether a byte may be part of a number, `true`, `false` or `null`. */
export function isScalarByte(byte: number): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isDigit || isLetter || byte === MINUS || byte === 0x2b || byte === 0x2e;
}

export function isSpaceByte(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}

/** Bytes that UTF-16 has and JSON in UTF-8 has not. */
export function isForeignByte(byte: number): boolean {
  return byte === 0 || byte >= FIRST_INVALID;
}
