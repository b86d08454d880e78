// Where a value may begin and end: not inside a longer word, but after an escape as logs and URLs write them.
import { characters, ESCAPE, hasAt, isDigit } from '../text/characters.ts';

const isWord = characters(/\w/);
const isHex = characters(/[0-9A-Fa-f]/);
/** With what an escape ends: a letter after a backslash, a digit of two after a percent sign, a colour code's `m`. */
const endsOne = characters(/[0-9A-Fa-fnrtm]/);
const isEscaped = characters(/[nrtbf]/);
const COLOUR_CHARS_MAX = 10;

/** True where the word before `start` is only the end of an escape: `\n`, `%3D`, a colour code's `m`. */
function endsEscape(text: string, start: number): boolean {
  if (hasAt(text, start - 2, '\\') && isEscaped(text, start - 1)) return true;
  if (hasAt(text, start - 3, '%') && isHex(text, start - 2) && isHex(text, start - 1)) return true;
  return hasAt(text, start - 1, 'm') && endsColour(text, start);
}

function endsColour(text: string, start: number): boolean {
  let index = start - 2;
  while (index > start - COLOUR_CHARS_MAX && (isDigit(text, index) || hasAt(text, index, ';'))) index--;
  return hasAt(text, index, '[') && hasAt(text, index - 1, ESCAPE);
}

export function startsWord(text: string, start: number): boolean {
  return !isWord(text, start) || !isWord(text, start - 1) || (endsOne(text, start - 1) && endsEscape(text, start));
}

export function endsWord(text: string, end: number): boolean {
  return !isWord(text, end - 1) || !isWord(text, end);
}
