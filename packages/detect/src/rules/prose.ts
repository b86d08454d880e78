// Values in sentences: `password dbPass123!`, `password is dbPass123!`.
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt, isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt, quoteBefore } from '../text/quote.ts';
import { looksChosen, unquotedEnd, withoutPunctuation } from '../text/value.ts';
import { cardValue, codeValue, expiryValue, isCardKind } from './card-values.ts';
import { isValue } from './is-value.ts';
import { isMade } from './made.ts';
import { endsText, type Named } from './name-place.ts';

const PASSWORD_CHARS_MIN = 4;
const TOKEN_CHARS_MIN = 12;
const QUOTED_CHARS_MAX = 256;
/** Words between a name and its value. */
const COPULAS = ['is', 'was', 'set to', 'of', 'like', 'LIKE', 'ILIKE'];
/** `password 0 x`, `password 7 x` of Cisco: how the value is written. */
const TYPE_DIGIT = /^[0-9] (?=[^\s-]{4})/;
/** Names of algorithms, and types of columns, hold digits as passwords do. */
const ALGORITHMS =
  /^(?:[a-z_]{2,30}\(\d{1,9}|sha-?\d{1,3}|md[45]|argon2i?d?|pbkdf2|base64|utf-?8|oauth2?|bcrypt|\d{1,9}(?:st|nd|rd|th))$/i;

/** Of a command: another one follows, where a value might. */
const OPTION = /^--[a-z][a-z-]{1,64}$/;
const FIELD = /^[A-Za-z_.-]{1,64}=./;
const FIELD_CHARS_MAX = 66;
/** Base64, as keys of DNS are written. */
const PADDED = /^(?=.{0,128}\d)[A-Za-z0-9+/]{20,172}={1,2}$/;

/** `at` is the place of the first word after the name. */
export function fromProse(text: string, named: Named, at: number, kind: SecretClass): readonly Span[] {
  const start = afterTypeDigit(text, afterCopula(text, at), kind);
  if (endsText(text, start)) return [];
  const open = quoteAt(text, start);
  if (open !== undefined) return quoted(text, open.end, closing(text, open, QUOTED_CHARS_MAX)?.start, kind);
  const end = withoutPunctuation(text, start, unquotedEnd(text, start));
  // `-method=userpass username=ann`: the name is a value, and another field follows.
  if (hasAt(text, named.start - 1, '=') && FIELD.test(text.slice(start, Math.min(end, start + FIELD_CHARS_MAX))))
    return [];
  const span: Span = { start, end, class: kind, rule: kind };
  const found = isCardKind(kind) ? ofCard(text, span) : secret(text, span);
  if (found === undefined) return [];
  // In a text in single quotes, more of them would end it.
  if (kind !== 'password' || start > at || quoteBefore(text, named.start)?.mark === "'") return [found];
  // As the seed has it: the sentence's password becomes a field.
  return [{ ...found, from: named.end, before: "='", after: "'" }];
}

/** `password for ann is: x`, `password for the elastic built-in superuser is : x`, `password is generated for root@localhost: x`. */
const OF_SOMEBODY =
  /^(?:(?:is|was|has been) (?:generated|provided|set|created|assigned) )?for (?:(?!from |is )["'`]?[\w.@$-]{1,64}["'`]?,? ){0,3}["'`]?[\w.@$-]{1,64}["'`]?(?: is ?:?|:) {1,2}/i;
const OF_SOMEBODY_CHARS_MAX = 160;
/** What a copula or a word before somebody begins with. */
const mayBegin = characters(/[FfHhIiLlOoSsWw]/);

/** The place after `is`, `was` and the like, or the place itself. */
export function afterCopula(text: string, at: number): number {
  if (!mayBegin(text, at)) return at;
  const [whose] = OF_SOMEBODY.exec(text.slice(at, at + OF_SOMEBODY_CHARS_MAX)) ?? [];
  if (whose !== undefined) return at + whose.length;
  const copula = COPULAS.find((word) => text.startsWith(word, at) && isSpace(text, at + word.length));
  return copula === undefined ? at : skipBlank(text, at + copula.length, 2);
}

/** What follows the digit must be made up, and end the text or stand before options: `password 3 times` is a sentence. */
function afterTypeDigit(text: string, at: number, kind: SecretClass): number {
  if (kind !== 'password' || !TYPE_DIGIT.test(text.slice(at, at + 6))) return at;
  const end = unquotedEnd(text, at + 2, QUOTED_CHARS_MAX);
  return isMade(text, at + 2, end) ? at + 2 : at;
}

/** A quoted sentence is no password. */
function quoted(text: string, start: number, end: number | undefined, kind: SecretClass): readonly Span[] {
  const content = text.slice(start, end);
  if (end === undefined || /\s/.test(content) || !isValue(content)) return [];
  const span: Span = { start, end, class: kind, rule: kind };
  if (kind === 'password') return [span];
  const found = isCardKind(kind) ? ofCard(text, span) : secret(text, span);
  return found === undefined ? [] : [found];
}

function ofCard(text: string, span: Span): Span | undefined {
  if (span.class === 'card') return cardValue(text, span);
  return span.class === 'card-code' ? codeValue(text, span) : expiryValue(text, span);
}

function secret(text: string, span: Span): Span | undefined {
  const value = text.slice(span.start, span.end);
  const isSecret = span.class === 'password' ? isPassword(value) : span.class === 'token' && isToken(value);
  return isSecret && isValue(value) && !ALGORITHMS.test(value) && !OPTION.test(value) ? span : undefined;
}

function isPassword(value: string): boolean {
  return value.length >= PASSWORD_CHARS_MIN && looksChosen(value) && /[A-Za-z0-9\u0080-\u00FF]/.test(value);
}

function isToken(value: string): boolean {
  if (value.endsWith('=') && PADDED.test(value)) return true;
  return value.length >= TOKEN_CHARS_MIN && /\d/.test(value) && /[A-Za-z]/.test(value) && !/[/:@=(]/.test(value);
}
