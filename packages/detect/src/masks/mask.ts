// What is written in place of a value.
import { createHmac } from 'node:crypto';
import type { SecretClass } from '../formats/detector.ts';
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
export function hashMask(key: Uint8Array): Mask {
  return (span, text) => {
    const value = Buffer.from(text.slice(span.start, span.end), 'latin1');
    return `[REDACTED:${span.rule}:${createHmac('sha256', key).update(value).digest('hex').slice(0, HASH_DIGITS)}]`;
  };
}

const STARRED = /^\*[*/]*\*$/;
/** A mask behind a quote or a sign: what is around it was judged when it was written. */
const HOLDS_STARS = /(?:^|[^A-Za-z0-9*])\*{10}/;
const AROUND_STARS_CHARS_MAX = 256;
const MARK = '[REDACTED';

/** Whether a value is or holds a mask already, ours or another program's. */
export function isMasked(value: string): boolean {
  if (value.startsWith(MARK) || value.startsWith('[redaction-error') || STARRED.test(value)) return true;
  return value.length <= AROUND_STARS_CHARS_MAX && HOLDS_STARS.test(value);
}
