// The character codes that the readers compare with.
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
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;

const NOT_PLAIN = ' \t\n"\'#&*!|>%@`,[]{}:?';

/** 1 for an ASCII character that may start a plain scalar in the block reader's subset. `-` is looked at by the caller. */
export const STARTS_PLAIN = new Uint8Array(128).fill(1, 0x21, 0x7f);
for (const sign of NOT_PLAIN) STARTS_PLAIN[sign.charCodeAt(0)] = 0;
