// Whether a value looks made, as names of fields and words of the language do not.
import { isDigit, isLetter, isSpace } from '../text/characters.ts';

const CHARS_MIN = 8;
/** So many are looked at. */
const CHARS_MAX = 512;

/** At least eight characters, among them a letter and a digit, and no blank: names of fields stand in lists as well. */
export function isMade(text: string, start: number, end: number): boolean {
  let hasLetter = false;
  let hasDigit = false;
  for (let at = start; at < end && at - start < CHARS_MAX; at++) {
    if (isSpace(text, at)) return false;
    hasLetter ||= isLetter(text, at);
    hasDigit ||= isDigit(text, at);
  }
  return end - start >= CHARS_MIN && hasLetter && hasDigit;
}
