// Card numbers by length, issuer and checksum; expiry dates and security codes by their shape.
import { bare, type Steps } from '../anchors/pattern.ts';
import { isLuhn } from '../formats/check-digits.ts';
import type { Span } from '../masks/span.ts';
import { isDigit, isLetter, skipBlank } from '../text/characters.ts';
import { quoteBefore } from '../text/quote.ts';
import type { Rule } from './rule.ts';

const DIGITS_MIN = 12;
const DIGITS_MAX = 19;
const DIGIT = '0123456789';
const GAP = ' -';
const digits = (count: number): Steps => Array<string>(count).fill(DIGIT);

/** First digits and lengths of Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay and Maestro. */
const ISSUERS =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|3(?:0[0-5]|[689]\d)\d{11,16}|35(?:2[89]|[3-8]\d)\d{12,15}|62\d{14,17}|(?:50|5[6-9]|6[0-9])\d{11,17})$/;

export function isCardNumber(number: string): boolean {
  return ISSUERS.test(number) && isLuhn(number) && !/^(\d)\1*$/.test(number);
}

/** A value whose name says card: digits alone decide. */
export function cardValue(text: string, span: Span): Span | undefined {
  const end = numberEnd(text, span.start);
  const count = text.slice(span.start, end).replace(/[ -]/g, '').length;
  return end <= span.start || count < DIGITS_MIN || count > DIGITS_MAX ? undefined : { ...span, end };
}

/** The place after digits in groups of at least two, one gap between each. */
function numberEnd(text: string, start: number): number {
  let at = start;
  while (
    at - start < 2 * DIGITS_MAX &&
    (isDigit(text, at) || (GAP.includes(text.charAt(at)) && isDigit(text, at + 1) && isDigit(text, at + 2)))
  )
    at++;
  return at;
}

export function codeValue(text: string, span: Span): Span | undefined {
  return /^\d{3,4}$/.test(text.slice(span.start, span.end)) ? span : undefined;
}

const EXPIRY =
  /^(?:(?:0?[1-9]|1[0-2])(?: ?\\?[/-] ?)?(?:20)?[2-4]\d|20[2-4]\d[/-]?(?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])|20[2-4]\d)$/;

export function expiryValue(text: string, span: Span): Span | undefined {
  return EXPIRY.test(text.slice(span.start, span.end)) ? span : undefined;
}

/** What may stand before a number: not what makes it a fraction, a name or a part of a longer number. */
const APART = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
  .filter((letter) => !/[\w.+-]/.test(letter))
  .join('');
/** Of the issuers. */
const FIRST = '23456';

/** Numbers that no name announces: groups of four, American Express's 4-6-5, and fourteen digits in a row. */
/** What the first fourteen characters of all forms have in common, and what may stand before them. */
const COMMON: Steps = [
  APART,
  FIRST,
  ...digits(3),
  DIGIT + GAP,
  ...digits(4),
  DIGIT + GAP,
  DIGIT,
  DIGIT + GAP,
  ...digits(2),
];

export const cardNumbers: Rule = {
  id: 'card-number',
  anchors: [
    [APART, FIRST, ...digits(13)],
    [APART, FIRST, ...digits(3), GAP, ...digits(4), GAP, ...digits(4), GAP],
    [APART, FIRST, ...digits(3), GAP, ...digits(6), GAP, ...digits(5)],
  ],
  sieve: [bare(COMMON)],
  find(text, anchor) {
    const start = anchor.start + 1;
    const end = numberEnd(text, start);
    if (isLetter(text, end) || (/[._-]/.test(text.charAt(end)) && isDigit(text, end + 1))) return [];
    const whole: Span = { start, end, class: 'card', rule: 'card-number' };
    if (!isCardNumber(text.slice(start, end).replace(/[ -]/g, ''))) return [];
    return [{ ...whole, ...numberQuotes(text, start, end) }];
  },
};

/** A number of JSON becomes a string: the quotes that its name has. */
function numberQuotes(text: string, start: number, end: number): Pick<Span, 'before' | 'after'> {
  let at = start - 1;
  while (start - at < 8 && text[at] === ' ') at--;
  const next = text[skipBlank(text, end, 4)];
  if (text[at] !== ':' || (next !== ',' && next !== '}')) return {};
  while (start - at < 16 && text[at - 1] === ' ') at--;
  const quote = quoteBefore(text, at);
  if (quote?.mark !== '"') return {};
  const mark = text.slice(quote.start, quote.end);
  return { before: mark, after: mark };
}

export const CARD_CLASSES: ReadonlySet<string> = new Set(['card', 'card-code']);
