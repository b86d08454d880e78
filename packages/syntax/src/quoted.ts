// Decodes quoted scalars, folding line breaks as YAML 1.2.2 section 7.3 says.
import { BACKSLASH, DOUBLE_QUOTE, LF, SPACE, TAB } from './chars.ts';
import { leave } from './leave.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const HEX = /^[0-9a-fA-F]+$/;
const LAST_CODE_POINT = 0x10ffff;

/** A quoted scalar that was read. */
export interface Quoted {
  readonly text: string;
  /** Offset after the closing quote. */
  readonly end: number;
  /** Whether it spans lines. */
  readonly breaks: boolean;
}

/** Reads the quoted scalar whose first quote stands at `start`. */
export function readQuoted(text: string, start: number): Quoted {
  const isDouble = text.charCodeAt(start) === DOUBLE_QUOTE;
  const close = isDouble ? doubleEnd(text, start + 1) : singleEnd(text, start + 1);
  if (close === -1) leave();
  const raw = text.slice(start + 1, close);
  const breaks = raw.includes('\n');
  const decoded = isDouble ? decodeDouble(raw) : decodeSingle(raw);
  return { text: decoded ?? leave(), end: close + 1, breaks };
}

function doubleEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

function singleEnd(text: string, from: number): number {
  let at = text.indexOf("'", from);
  while (at !== -1 && text.startsWith("'", at + 1)) at = text.indexOf("'", at + 2);
  return at;
}

/** The text of a single-quoted scalar, given what stands between its quotes. */
export function decodeSingle(raw: string): string {
  const folded = raw.includes('\n') ? foldLines(raw) : raw;
  return folded.includes("'") ? folded.replaceAll("''", "'") : folded;
}

/** Folds the line breaks of a plain or single-quoted scalar of several lines. */
export function foldLines(raw: string): string {
  return raw.replace(/[ \t]*\n(?:[ \t]*\n)*[ \t]*/g, foldedBreak);
}

/** The text of a double-quoted scalar, given what stands between its quotes; undefined when an escape is not YAML's. */
export function decodeDouble(raw: string): string | undefined {
  let out = '';
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === BACKSLASH) {
      const escape = readEscape(raw, at + 1);
      if (escape === undefined) return undefined;
      out += raw.slice(from, at) + escape.text;
      from = escape.end;
      at = from - 1;
    } else if (code === LF) {
      const end = skipBreaks(raw, at);
      out += raw.slice(from, blankStart(raw, from, at)) + foldedBreak(raw.slice(at, end));
      from = end;
      at = end - 1;
    }
  }
  return from === 0 ? raw : out + raw.slice(from);
}

function foldedBreak(run: string): string {
  const breaks = run.split('\n').length - 1;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function readEscape(raw: string, at: number): { text: string; end: number } | undefined {
  const sign = raw[at];
  if (sign === undefined) return undefined;
  if (sign === '\n') return { text: '', end: skipBreaks(raw, at) };
  const simple = ESCAPES.get(sign);
  if (simple !== undefined) return { text: simple, end: at + 1 };
  const length = HEX_LENGTH.get(sign);
  if (length === undefined) return undefined;
  const digits = raw.slice(at + 1, at + 1 + length);
  const code = digits.length === length && HEX.test(digits) ? Number.parseInt(digits, 16) : Infinity;
  if (code > LAST_CODE_POINT) return undefined;
  return { text: String.fromCodePoint(code), end: at + 1 + length };
}

function skipBreaks(raw: string, from: number): number {
  let at = from;
  while (isBlank(raw.charCodeAt(at)) || raw.charCodeAt(at) === LF) at++;
  return at;
}

function blankStart(raw: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(raw.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
