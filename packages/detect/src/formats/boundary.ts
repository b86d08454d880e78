// Where a value may begin and end: not inside a longer word, but after an escape as logs and URLs write them.
import { charset, holds } from './charsets.ts';

const WORD = charset('word');
const HEX = charset('hexany');
const ESCAPES = 'nrtbf';
const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const COLOUR_END = 0x6d;

/** True where the word before `start` is only the end of an escape: `\n`, `%3D`, a colour code's `m`. */
function endsEscape(text: string, start: number): boolean {
  if (text.charCodeAt(start - 2) === BACKSLASH && ESCAPES.includes(text.charAt(start - 1))) return true;
  if (text.charCodeAt(start - 3) === PERCENT && holds(HEX, text, start - 2) && holds(HEX, text, start - 1)) return true;
  if (text.charCodeAt(start - 1) !== COLOUR_END) return false;
  let index = start - 2;
  while (index > start - 10 && (holds(charset('digit'), text, index) || text.charAt(index) === ';')) index--;
  return text.charAt(index) === '[' && text.charCodeAt(index - 1) === 0x1b;
}

export function startsWord(text: string, start: number): boolean {
  return !holds(WORD, text, start) || !holds(WORD, text, start - 1) || endsEscape(text, start);
}

export function endsWord(text: string, end: number): boolean {
  return !holds(WORD, text, end - 1) || !holds(WORD, text, end);
}
