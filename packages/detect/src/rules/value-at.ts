// Where the value at a place begins and ends, in quotes or without.
import type { SecretClass } from '../formats/detector.ts';
import { characters, hasAt, isSpace } from '../text/characters.ts';
import { closing, type Quote, quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { isCardKind } from './card-values.ts';
import type { Valued } from './judge-value.ts';
import { beforeSentence } from './next-sentence.ts';

/** Card numbers, codes and dates are shorter. */
const CARD_VALUE_CHARS_MAX = 64;

/** The value at a place, quoted or not; undefined for what is too long to be one of its class. */
export function valueAt(text: string, at: number, kind: SecretClass): Valued | undefined {
  const open = quoteAt(text, at) ?? nationalQuote(text, at);
  if (open !== undefined) return quotedValue(text, open, isCardKind(kind));
  const end = isCardKind(kind) ? unquotedEnd(text, at, CARD_VALUE_CHARS_MAX) : unquotedEnd(text, at);
  return { start: at, end: isSpace(text, end) ? beforeSentence(text, at, end) : end, isQuoted: false };
}

/** Of a national string of SQL Server: N'…'. */
function nationalQuote(text: string, at: number): Quote | undefined {
  return hasAt(text, at, 'N') && hasAt(text, at + 1, "'") ? quoteAt(text, at + 1) : undefined;
}

function quotedValue(text: string, open: Quote, isOfCard: boolean): Valued | undefined {
  const close = isOfCard ? closing(text, open, CARD_VALUE_CHARS_MAX) : closing(text, open);
  if (isOfCard && close === undefined) return undefined;
  const end = close?.start ?? text.length;
  return { start: open.end, end: open.mark === '"' ? end : outerEnd(text, open.end, end), isQuoted: true };
}

const isBehindString = characters(/[,:}\]]/);

/** Where a string ends that this one, in other quotes, stands in: `{"sql":"password='","n":1}`. */
function outerEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (hasAt(text, at, '\\')) at++;
    else if (hasAt(text, at, '"') && (at + 1 === text.length || isBehindString(text, at + 1))) return at;
  }
  return end;
}
