// Card numbers by length, issuer and checksum; expiry dates and security codes by their shape.
import { bare, type Steps } from '../anchors/pattern.ts';
import { isCardNumber } from '../formats/cards.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt, isDigit, isLetter, skipBlank } from '../text/characters.ts';
import { quoteBefore } from '../text/quote.ts';
import type { Rule } from './rule.ts';

const DIGITS_MIN = 12;
const DIGITS_MAX = 19;
const DIGIT = '0123456789';
const GAP = ' -';
const digits = (count: number): Steps => Array<string>(count).fill(DIGIT);
const IN_GAP = characters(/[ -]/);

/** A number, an expiry date or a security code: forms of their own say what is one. */
export function isCardKind(kind: SecretClass): boolean {
  return kind === 'card' || kind === 'card-code' || kind === 'card-expiry';
}

/** A value whose name says card: digits alone decide. */
export function cardValue(text: string, span: Span): Span | undefined {
  const number = wholeGroups(text, numberAt(text, span.start, text.length));
  return number.end <= span.start ||
    number.count < DIGITS_MIN ||
    number.count > DIGITS_MAX ||
    isLetter(text, number.end)
    ? undefined
    : { ...span, end: number.end };
}

interface Digits {
  readonly start: number;
  readonly end: number;
  /** Of digits: between them stand single gaps. */
  readonly count: number;
}

/** Without the last group where that is the beginning of a word: `4111 1111 1111 1111 2nd`. */
function wholeGroups(text: string, number: Digits): Digits {
  const { start, end, count } = number;
  if (!isLetter(text, end)) return number;
  let at = end;
  while (at > start && isDigit(text, at - 1)) at--;
  return at > start ? { start, end: at - 1, count: count - (end - at) } : number;
}

/** Digits in groups of at least two, one gap between each, as far as a number of `most` digits may go. */
function numberAt(text: string, start: number, most: number): Digits {
  let at = start;
  let count = 0;
  while (at - start < 2 * DIGITS_MAX && count <= most) {
    if (isDigit(text, at)) count++;
    else if (!IN_GAP(text, at) || !isDigit(text, at + 1) || !isDigit(text, at + 2)) break;
    at++;
  }
  return { start, end: at, count };
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
    const span: Span = { start, end, class: 'card', rule: 'card-number' };
    const quote = numberQuote(text, start, end);
    return quote === undefined ? [span] : [{ ...span, before: quote, after: quote }];
  },
};

/** Groups as cards show them; other digits may follow: the code, the date. */
const GROUPS = /^(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5})(?= )/;
const GROUP_DIGITS = 4;

/** Where the card's number ends that begins at a place. */
export function cardEnd(text: string, start: number): number | undefined {
  const whole = numberAt(text, start, DIGITS_MAX);
  if (isCard(text, whole)) return whole.end;
  const first = firstOf(text, whole);
  return first !== undefined && isCard(text, first) ? first.end : undefined;
}

/** The first number of several with a blank behind it. */
function firstOf(text: string, { start, end }: Digits): Digits | undefined {
  let at = start;
  while (at < end && isDigit(text, at)) at++;
  const count = at - start;
  if (count >= DIGITS_MIN && count <= DIGITS_MAX)
    return at < end && hasAt(text, at, ' ') ? { start, end: at, count } : undefined;
  const grouped = count === GROUP_DIGITS ? GROUPS.exec(text.slice(start, end))?.[0] : undefined;
  return grouped === undefined
    ? undefined
    : { start, end: start + grouped.length, count: grouped.replaceAll(/[ -]/g, '').length };
}

function isCard(text: string, { start, end, count }: Digits): boolean {
  if (count > DIGITS_MAX || isLetter(text, end) || (isDigit(text, end + 1) && NOT_BEFORE_DIGIT(text, end)))
    return false;
  return (count === end - start || count >= GROUPED_DIGITS_MIN) && isCardNumber(text, start, end);
}

const NOT_BEFORE_DIGIT = characters(/[._-]/);

/** A number of JSON becomes a string: the quote that its name has. */
function numberQuote(text: string, start: number, end: number): string | undefined {
  let at = start - 1;
  while (start - at < 8 && hasAt(text, at, ' ')) at--;
  if (!hasAt(text, at, ':')) return undefined;
  const next = text[skipBlank(text, end, 4)];
  if (next !== ',' && next !== '}') return undefined;
  while (start - at < 16 && hasAt(text, at - 1, ' ')) at--;
  const quote = quoteBefore(text, at);
  return quote?.mark === '"' ? text.slice(quote.start, quote.end) : undefined;
}

/** Beside such values, words say more than elsewhere. */
export function isOfCard({ class: kind }: Span): boolean {
  return kind === 'card' || kind === 'card-code';
}
