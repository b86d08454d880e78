// The character codes that the readers compare with, and what each code means to them.
export const TAB = 0x09;
export const LF = 0x0a;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;

const CODES = 0x10000;

/** What a code means inside a plain scalar. */
export const ORDINARY = 0;
export const LINE_END = 1;
export const INDICATOR = 2;
export const FLOW_INDICATOR = 3;
export const SURROGATE = 4;
/** Not for the block reader: tabs, control characters, byte order marks. */
export const FOREIGN = 5;

export const MEANING = new Uint8Array(CODES);
MEANING.fill(FOREIGN, 0, SPACE);
MEANING.fill(FOREIGN, 0x7f, 0xa0);
MEANING[0x85] = ORDINARY;
MEANING.fill(SURROGATE, 0xd800, 0xe000);
for (const code of [0xfeff, 0xfffe, 0xffff]) MEANING[code] = FOREIGN;
MEANING[LF] = LINE_END;
for (const code of [COLON, HASH]) MEANING[code] = INDICATOR;
for (const code of [COMMA, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE]) MEANING[code] = FLOW_INDICATOR;

/** 1 for a code that goes on with a plain scalar of a block collection, whatever stands around it. */
export const GOES_ON = new Uint8Array(CODES);
for (let code = 0; code < CODES; code++)
  GOES_ON[code] = MEANING[code] === ORDINARY || MEANING[code] === FLOW_INDICATOR ? 1 : 0;

/** 1 for a code that may stand in the text of a quoted or block scalar, line feeds apart. */
export const IS_TEXT = new Uint8Array(CODES);
for (let code = 0; code < CODES; code++) IS_TEXT[code] = (MEANING[code] as number) >= SURROGATE || code === LF ? 0 : 1;
IS_TEXT[TAB] = 1;

const NOT_AT_START = ' "\'#&*!|>%@`,[]{}:?';

/** 1 for a code with which a plain scalar may start in the block reader's subset. `-` is looked at by the caller. */
export const STARTS_PLAIN = new Uint8Array(CODES);
for (let code = 0; code < CODES; code++) STARTS_PLAIN[code] = MEANING[code] === FOREIGN || code === LF ? 0 : 1;
for (const sign of NOT_AT_START) STARTS_PLAIN[sign.charCodeAt(0)] = 0;

/** Whether the surrogate at an offset is half of a pair. */
export function isPaired(codes: Uint16Array, at: number): boolean {
  const isHigh = (codes[at] as number) < 0xdc00;
  const other = codes[isHigh ? at + 1 : at - 1] as number;
  return isHigh ? other >= 0xdc00 && other < 0xe000 : other >= 0xd800 && other < 0xdc00;
}
