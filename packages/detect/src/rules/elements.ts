// The values of a list beside a name: `"passwords":["a","b"]`, and Go's `X-Api-Key:[x]`.
import type { SecretClass } from '../formats/detector.ts';
import { isMasked, standsInMark } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { isDigit, isLetter, isSpace, skipBlank } from '../text/characters.ts';
import { quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { judge } from './judge-value.ts';
import { endsText } from './name-place.ts';
import { valueAt } from './value-at.ts';

const ELEMENTS_MAX = 256;

/** Each string of `["a", "b"]`; of words without quotes those that look made, and only where Go prints them: right after the colon. */
export function elements(text: string, open: number, kind: SecretClass): readonly Span[] {
  if (standsInMark(text, open + 1)) return [];
  const spans: Span[] = [];
  let at = open + 1;
  for (let count = 0; count < ELEMENTS_MAX; count++) {
    at = skipBlank(text, at, 4);
    if (endsText(text, at)) return spans;
    const quote = quoteAt(text, at);
    if (quote === undefined) return text[open - 1] === ':' ? [...spans, ...words(text, at, kind)] : spans;
    const value = valueAt(text, at, kind);
    if (value === undefined) return spans;
    const span = judge(text, value, { kind, name: '', isLone: true, isJson: true });
    if (span !== undefined) spans.push(span);
    const close = quoteAt(text, value.end);
    // The text that the list stands in may end before it.
    if (close === undefined || close.escapes !== quote.escapes) return spans;
    at = skipBlank(text, close.end, 4);
    if (text[at] !== ',') return spans;
    at++;
  }
  return spans;
}

const WORDS_MAX = 16;
const WORD_CHARS_MAX = 512;
const MADE_CHARS_MIN = 8;

/** `[a b]`, up to the bracket. */
function words(text: string, from: number, kind: SecretClass): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (let count = 0; count < WORDS_MAX; count++) {
    const end = unquotedEnd(text, at, WORD_CHARS_MAX);
    // A mask in a word stands for what may have ended the list.
    if (end === at || holdsMask(text.slice(at, end))) return spans;
    const span = judge(text, { start: at, end, isQuoted: false }, { kind, name: '', isLone: true, isJson: false });
    if (span !== undefined && isMade(text, at, end)) spans.push(span);
    if (text[end] !== ' ') return spans;
    at = end + 1;
  }
  return spans;
}

function holdsMask(word: string): boolean {
  return !word.startsWith('*') && !word.startsWith('[') && isMasked(word);
}

/** At least eight characters, among them a letter and a digit, and no blank: names of fields stand in lists as well. */
export function isMade(text: string, start: number, end: number): boolean {
  let hasLetter = false;
  let hasDigit = false;
  for (let at = start; at < end && at - start < WORD_CHARS_MAX; at++) {
    if (isSpace(text, at)) return false;
    hasLetter ||= isLetter(text, at);
    hasDigit ||= isDigit(text, at);
  }
  return end - start >= MADE_CHARS_MIN && hasLetter && hasDigit;
}
