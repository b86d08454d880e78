// Where the value at a place begins and ends, in quotes or without.
import type { SecretClass } from '../formats/detector.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { isCardKind } from './card-values.ts';
import type { Valued } from './judge-value.ts';
import { beforeSentence } from './next-sentence.ts';

/** Card numbers, codes and dates are shorter. */
const CARD_VALUE_CHARS_MAX = 64;

/** The value at a place, quoted or not; undefined for what is too long to be one of its class. */
export function valueAt(text: string, at: number, kind: SecretClass): Valued | undefined {
  const limit = isCardKind(kind) ? CARD_VALUE_CHARS_MAX : Infinity;
  // A national string of SQL Server: N'…'.
  const national = text[at] === 'N' && text[at + 1] === "'" ? quoteAt(text, at + 1) : undefined;
  const open = national ?? quoteAt(text, at);
  if (open === undefined)
    return { start: at, end: beforeSentence(text, at, unquotedEnd(text, at, limit)), isQuoted: false };
  const close = closing(text, open, limit);
  if (limit !== Infinity && close === undefined) return undefined;
  const end = close?.start ?? text.length;
  return { start: open.end, end: open.mark === '"' ? end : outerEnd(text, open.end, end), isQuoted: true };
}

/** Where a string ends that this one, in other quotes, stands in: `{"sql":"password='","n":1}`. */
function outerEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"' && (at + 1 === text.length || ',:}]'.includes(text.charAt(at + 1)))) return at;
  }
  return end;
}
