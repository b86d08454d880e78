// Where the value at a place begins and ends, in quotes or without.
import type { SecretClass } from '../formats/detector.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import type { Valued } from './judge-value.ts';

/** Card numbers, codes and dates are shorter. */
const CARD_VALUE_CHARS_MAX = 64;
const CARD_KINDS: ReadonlySet<SecretClass> = new Set(['card', 'card-code', 'card-expiry']);

/** The value at a place, quoted or not; undefined for what is too long to be one of its class. */
export function valueAt(text: string, at: number, kind: SecretClass): Valued | undefined {
  const isCard = CARD_KINDS.has(kind);
  const open = quoteAt(text, at);
  if (open === undefined)
    return { start: at, end: unquotedEnd(text, at, isCard ? CARD_VALUE_CHARS_MAX : Infinity), isQuoted: false };
  const close = closing(text, open, isCard ? CARD_VALUE_CHARS_MAX : Infinity);
  if (isCard && close === undefined) return undefined;
  return { start: open.end, end: close?.start ?? text.length, isQuoted: true };
}
