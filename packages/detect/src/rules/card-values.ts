// Card numbers by length, issuer and checksum; expiry dates and security codes by their shape.
import { bare, type Steps } from '../anchors/pattern.ts';
import { isCardNumber } from '../formats/cards.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isDigit, isLetter, skipBlank } from '../text/characters.ts';
import { quoteBefore } from '../text/quote.ts';
import type { Rule } from './rule.ts';

const DIGITS_MIN = 12;
const DIGITS_MAX = 19;
const DIGIT = '0123456789';
const GAP = ' -';
const digits = (count: number): Steps => Array<string>(count).fill(DIGIT);

/** A number, an expiry date or a security code: forms of their own say what is one. */
export function isCardKind(kind: SecretClass): boolean {
  return kind === 'card' || kind === 'card-code' || kind === 'card-expiry';
}

/** A value whose name says card: digits alone decide. */
export function cardValue(text: string, span: Span): Span | undefined {
  const end = wholeGroups(text, span.start, numberEnd(text, span.start));
  const count = digitsIn(text, span.start, end);
  return end <= span.start || count < DIGITS_MIN || count > DIGITS_MAX || isLetter(text, end)
    ? undefined
    : { ...span, end };
}

/** Between digits stand single gaps. */
function digitsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (isDigit(text, at)) count++;
  return count;
}

/** Without the last group where that is the beginning of a word: `4111 1111 1111 1111 2nd`. */
function wholeGroups(text: string, start: number, end: number): number {
  if (!isLetter(text, end)) return end;
  let at = end;
  while (at > start && isDigit(text, at - 1)) at--;
  return at > start ? at - 1 : end;
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

/** The escape of a line's end may follow, or a sign that no code holds. */
const CODE = /^\d{3,4}(?=\\{1,8}[nrt]|[;&]|$)/;

export function codeValue(text: string, span: Span): Span | undefined {
  return matched(CODE, text, span);
}

/** What is printed in groups: fewer are the end of a longer number. */
const GROUPED_DIGITS_MIN = 14;

function matched(form: RegExp, text: string, span: Span): Span | undefined {
  const length = form.exec(text.slice(span.start, span.end))?.[0].length;
  return length === undefined ? undefined : { ...span, end: span.start + length };
}

const EXPIRY =
  /^(?:(?:0?[1-9]|1[0-2])(?: ?(?:\\?[/-]|%2[Ff]) ?)?(?:20)?[2-4]\d|20[2-4]\d[/-]?(?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])|20[2-4]\d)(?=\\{1,8}[nrt]|[;&]|$)/;

export function expiryValue(text: string, span: Span): Span | undefined {
  return matched(EXPIRY, text, span);
}

/** What may stand before a number: not what makes it a fraction, a name or a part of a longer number. */
const APART = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
  .filter((letter) => !/[\w.+-]/.test(letter))
  .join('');
/** Of the issuers. */
const FIRST = '23456';

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

/** Numbers that no name announces: groups of four, American Express's 4-6-5, Diners Club's 4-6-4, and fourteen digits in a row. */
export const cardNumbers: Rule = {
  id: 'card-number',
  anchors: [
    [APART, FIRST, ...digits(13)],
    [APART, FIRST, ...digits(3), GAP, ...digits(4), GAP, ...digits(4), GAP],
    [APART, FIRST, ...digits(3), GAP, ...digits(6), GAP, ...digits(4)],
  ],
  sieve: [bare(COMMON)],
  find(text, anchor) {
    const start = anchor.start + 1;
    const end = cardEnd(text, start);
    if (end === undefined) return [];
    return [{ start, end, class: 'card', rule: 'card-number', ...numberQuotes(text, start, end) }];
  },
};

/** Groups as cards show them; other digits may follow: the code, the date. */
const GROUPS = /^(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}|\d{12,19})(?= )/;

/** Where the card's number ends that begins at a place. */
export function cardEnd(text: string, start: number): number | undefined {
  const whole = numberEnd(text, start);
  if (isCardIn(text, start, whole)) return whole;
  const number = text.slice(start, whole);
  const groups = number.includes(' ') ? GROUPS.exec(number)?.[0].length : undefined;
  return groups !== undefined && isCardIn(text, start, start + groups) ? start + groups : undefined;
}

function isCardIn(text: string, start: number, end: number): boolean {
  if (isLetter(text, end) || (isDigit(text, end + 1) && /[._-]/.test(text.charAt(end)))) return false;
  const count = digitsIn(text, start, end);
  if (count > DIGITS_MAX) return false;
  return (count === end - start || count >= GROUPED_DIGITS_MIN) && isCardNumber(text.slice(start, end));
}

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

/** Beside such values, words say more than elsewhere. */
export function isOfCard({ class: kind }: Span): boolean {
  return kind === 'card' || kind === 'card-code';
}
