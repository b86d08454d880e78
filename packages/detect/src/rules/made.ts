// Whether a value looks made, as names of fields and words of the language do not.
import { DIGIT_KIND, kindsIn, LETTER_KIND, SPACE_KIND } from '../text/kinds.ts';

const CHARS_MIN = 8;
/** So many are looked at. */
const CHARS_MAX = 512;

/** At least eight characters, among them a letter and a digit, and no blank: names of fields stand in lists as well. */
export function isMade(text: string, start: number, end: number): boolean {
  return areMade(kindsIn(text, start, Math.min(end, start + CHARS_MAX)), end - start);
}

/** The same of the kinds of its characters, and how many they are. */
export function areMade(kinds: number, count: number): boolean {
  return count >= CHARS_MIN && (kinds & (LETTER_KIND | DIGIT_KIND | SPACE_KIND)) === (LETTER_KIND | DIGIT_KIND);
}
