// What is written in place of a value.
import { createHmac, createSecretKey } from 'node:crypto';
import type { SecretClass } from '../formats/detector.ts';
import { characters, hasAt } from '../text/characters.ts';
import { BRACKET_KIND, kindsIn, STAR_KIND } from '../text/kinds.ts';
import type { Span } from './span.ts';

const TEN = '*'.repeat(10);

/** The length of a value tells something of it, so a mask has that of its class. */
const MASKS: Readonly<Record<SecretClass, string>> = {
  password: TEN,
  token: TEN,
  'private-key': TEN,
  'connection-string': TEN,
  email: TEN,
  card: '*'.repeat(12),
  'card-expiry': '**/**',
  'card-code': '***',
  'personal-number': TEN,
};

/** What is written for the span of a text. */
export type Mask = (span: Span, text: string) => string;

export const exactMask: Mask = (span) => MASKS[span.class];

/** Says which rule has found it. */
export const ruleMask: Mask = (span) => `[REDACTED:${span.rule}]`;

const HASH_DIGITS = 16;

/** The same value has the same mask, so that it can be followed; without the key nobody can try values. */
export function hashMask(bytes: Uint8Array): Mask {
  const key = createSecretKey(bytes);
  return (span, text) => {
    const value = Buffer.from(text.slice(span.start, span.end), 'latin1');
    return `[REDACTED:${span.rule}:${createHmac('sha256', key).update(value).digest('hex').slice(0, HASH_DIGITS)}]`;
  };
}

const STARRED = /^\*[*/]{0,254}\*$/;
/** What is around a mask was judged when it was written; where it stands in the value does not change by masks behind it. */
const HOLDS_STARS = /\*{10}|\[REDACTED:[a-z0-9:-]{1,96}/;
const AROUND_STARS_CHARS_MAX = 256;
const MARK = '[REDACTED';
const BRACKET = 0x5b;
const IN_MARK = characters(/[A-Za-z0-9:-]/);

/** Whether a value is or holds a mask already, ours or another program's. */
export function isMasked(value: string): boolean {
  if (hasAt(value, 0, '[') && (value.startsWith(MARK) || value.startsWith('[redaction-error'))) return true;
  if (hasAt(value, 0, '*') && STARRED.test(value)) return true;
  // Most values hold neither sign, which is told without an expression.
  return (
    value.length >= MARK.length &&
    (value.includes(TEN) || value.includes(MARK)) &&
    HOLDS_STARS.test(value.slice(0, AROUND_STARS_CHARS_MAX))
  );
}

/** The same of a piece of a text, and of the kinds of its characters. */
export function isMaskedIn(text: string, start: number, end: number, kinds = kindsIn(text, start, end)): boolean {
  return (kinds & (STAR_KIND | BRACKET_KIND)) !== 0 && isMaskedOf(kinds, text, start, end);
}

function isMaskedOf(kinds: number, text: string, start: number, end: number): boolean {
  return ((kinds & STAR_KIND) !== 0 || opensMark(text, start, end)) && isMasked(text.slice(start, end));
}

/** Whether what a mark begins with stands there: most brackets are of lists. */
function opensMark(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if (text.charCodeAt(at) === BRACKET && (hasAt(text, at + 1, 'R') || hasAt(text, at + 1, 'r'))) return true;
  return false;
}

/** Names of rules, and the digits of a hash: `[REDACTED:redis-password:0123456789abcdef]`. */
const MARK_CHARS_MAX = 96;

/** Whether a place lies in a mask that names its rule: the name is no name of what follows. */
export function standsInMark(text: string, at: number): boolean {
  let start = at;
  while (at - start < MARK_CHARS_MAX && IN_MARK(text, start - 1)) start--;
  return text.startsWith(MARK, start - 1);
}

/** Tells for one place after another of a text whether it lies in a mask that names its rule. */
export class Marks {
  readonly #text: string;
  #last = -1;
  #next: number;

  constructor(text: string) {
    this.#text = text;
    this.#next = text.indexOf(MARK);
  }

  /** As `standsInMark`. Places that go backwards cost more. */
  holds(at: number): boolean {
    while (this.#next >= 0 && this.#next < at) {
      this.#last = this.#next;
      this.#next = this.#text.indexOf(MARK, this.#last + 1);
    }
    if (this.#next < 0 && this.#last < 0) return false;
    return at - this.#last <= MARK_CHARS_MAX + MARK.length && standsInMark(this.#text, at);
  }
}

/** Whether a mask ends at a place: a word that begins there was, before it was written, a part of a longer one. */
export function endsMask(text: string, at: number): boolean {
  return (
    (hasAt(text, at - 1, '*') && hasAt(text, at - 2, '*')) || (hasAt(text, at - 1, ']') && standsInMark(text, at - 1))
  );
}
