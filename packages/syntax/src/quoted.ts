// Reads and decodes quoted scalars, folding line breaks as YAML 1.2.2 section 7.3 says.
import {
  BACKSLASH,
  DOUBLE_QUOTE,
  FOREIGN,
  LF,
  MEANING,
  SINGLE_QUOTE,
  SPACE,
  SURROGATE,
  TAB,
  isPaired,
} from './chars.ts';
import { leave } from './leave.ts';
import type { Source } from './source.ts';

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
/** A pattern of plain characters is replaced faster than a string. */
const TWO_QUOTES = /''/g;
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
export function readQuoted({ text, codes }: Source, start: number): Quoted {
  const quote = codes[start] as number;
  const isDouble = quote === DOUBLE_QUOTE;
  let breaks = false;
  let isSimple = true;
  let at = start + 1;
  for (; ; at++) {
    const code = codes[at] as number;
    if (code === quote) {
      if (isDouble || codes[at + 1] !== SINGLE_QUOTE) break;
      isSimple = false;
      at++;
    } else if (code === BACKSLASH && isDouble) {
      isSimple = false;
      if (codes[++at] === LF) breaks = true;
    } else if (code === LF) breaks = true;
    else if ((MEANING[code] as number) >= SURROGATE) checkCode(codes, at);
  }
  const raw = text.slice(start + 1, at);
  return { text: isSimple && !breaks ? raw : decode(raw, isDouble), end: at + 1, breaks };
}

function checkCode(codes: Uint16Array, at: number): void {
  const code = codes[at] as number;
  const meaning = MEANING[code];
  if (meaning === FOREIGN && code !== TAB) leave();
  if (meaning === SURROGATE && !isPaired(codes, at)) leave();
}

function decode(raw: string, isDouble: boolean): string {
  return isDouble ? decodeDouble(raw) : foldLines(raw).replace(TWO_QUOTES, "'");
}

/** Folds the line breaks of a single-quoted scalar. */
function foldLines(raw: string): string {
  let out = '';
  let from = 0;
  for (let at = raw.indexOf('\n'); at !== -1; at = raw.indexOf('\n', from)) {
    const end = skipBreaks(raw, at);
    out += raw.slice(from, blankStart(raw, from, at)) + foldedBreak(raw.slice(at, end));
    from = end;
  }
  return out + raw.slice(from);
}

function decodeDouble(raw: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === BACKSLASH) {
      const escape = readEscape(raw, at + 1);
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
  return out + raw.slice(from);
}

function foldedBreak(run: string): string {
  const breaks = run.split('\n').length - 1;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function readEscape(raw: string, at: number): { text: string; end: number } {
  const sign = raw[at] ?? '';
  if (sign === '\n') return { text: '', end: skipBreaks(raw, at) };
  const simple = ESCAPES.get(sign);
  if (simple !== undefined) return { text: simple, end: at + 1 };
  const length = HEX_LENGTH.get(sign) ?? leave();
  const digits = raw.slice(at + 1, at + 1 + length);
  const code = digits.length === length && HEX.test(digits) ? Number.parseInt(digits, 16) : Infinity;
  if (code > LAST_CODE_POINT) leave();
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

/** Continuation lines of a quoted scalar must be indented more than the collection around it. */
export function checkIndentation(raw: string, parent: number): void {
  if (parent < 0) leave();
  for (const line of raw.split('\n').slice(1)) {
    const content = line.search(/[^ ]/);
    if (content !== -1 && (content <= parent || line[content] === '\t')) leave();
  }
}
