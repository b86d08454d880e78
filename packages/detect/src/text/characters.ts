// What a byte may be part of, as tables: rules look at bytes one by one.

/** 1 for each byte that the expression matches. */
export function table(letters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (letters.test(String.fromCharCode(byte)) ? 1 : 0));
}

const NAME = table(/[A-Za-z0-9_.-]/);
const DIGIT = table(/[0-9]/);
const LETTER = table(/[A-Za-z]/);
const SPACE = table(/[ \t\r\n\v\f]/);
const CLOSER = table(/[)\]}>]/);
/** With what a colour code begins with. */
const BLANK = table(/[ \t\u001B]/);

type IsOne = (text: string, index: number) => boolean;

/** So short that it is made part of each caller: a call takes longer than the look. Outside the text there is no code, and none in the table. */
const at =
  (of: Uint8Array): IsOne =>
  (text, index) =>
    index >>> 0 < text.length && of[text.charCodeAt(index)] === 1;

/** Tells by a table whether the character at a place is one of those that the expression matches; false outside the text. */
export function characters(letters: RegExp): IsOne {
  return at(table(letters));
}

/** Whether that character stands at a place; false outside the text, where asking a string for a character takes five times as long, ever after. */
export function hasAt(text: string, index: number, sign: string): boolean {
  return index >>> 0 < text.length && text[index] === sign;
}

/** Of the name of a field, a header, a variable or an option. */
export const isName = at(NAME);
export const isDigit = at(DIGIT);
export const isLetter = at(LETTER);
export const isSpace = at(SPACE);
/** A bracket that closes. */
export const isCloser = at(CLOSER);
const isBlank = at(BLANK);

/** Whether nothing but white space or the text's end stands there. */
export function isEnd(text: string, index: number): boolean {
  return index >= text.length || isSpace(text, index);
}

/** The place after at most `limit` spaces and tabs, and after colour codes of terminals, which stand anywhere. */
export function skipBlank(text: string, from: number, limit: number): number {
  return isBlank(text, from) ? behindBlank(text, from, limit) : from;
}

function behindBlank(text: string, from: number, limit: number): number {
  let index = from;
  for (let count = 0; count < limit; count++) {
    if (hasAt(text, index, ' ') || hasAt(text, index, '\t')) index++;
    else if (hasAt(text, index, ESCAPE) && hasAt(text, index + 1, '[')) {
      const after = afterColour(text, index);
      if (after === index) break;
      index = after;
    } else break;
  }
  return index;
}

export const ESCAPE = '\u001B';
/** `ESC [ 1;31;40 m`: longer ones are not colours. */
const COLOUR_CHARS_MAX = 20;

function afterColour(text: string, from: number): number {
  // A mask behind a lone escape.
  if (text.startsWith('REDACTED', from + 2)) return from;
  for (let index = from + 2; index < from + COLOUR_CHARS_MAX; index++) {
    if (isLetter(text, index)) return index + 1;
  }
  return from;
}

const OPENS_ESCAPE = characters(/[[\\]/);
const ENDS_ESCAPE = characters(/[ntr]/);

/** Where a word begins that was followed back to `start`: of `ESC[36mpassword` and `\npassword` at the p. */
export function afterColourOrEscape(text: string, start: number, anchor: number): number {
  return OPENS_ESCAPE(text, start - 1) ? afterEscape(text, start, anchor) : start;
}

function afterEscape(text: string, start: number, anchor: number): number {
  if (hasAt(text, start - 1, '\\')) return start < anchor && ENDS_ESCAPE(text, start) ? start + 1 : start;
  if (!hasAt(text, start - 2, ESCAPE)) return start;
  const end = text.indexOf('m', start);
  return end >= start && end < anchor ? end + 1 : start;
}
