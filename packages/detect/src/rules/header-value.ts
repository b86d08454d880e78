// Where the value of a header begins: past the quote and the bracket that it may stand in.
import { standsInMark } from '../masks/mask.ts';
import { hasAt, skipBlank } from '../text/characters.ts';
import { type Quote, quoteAt } from '../text/quote.ts';
import { type Named, placeAfter } from './name-place.ts';

export interface HeaderValue {
  readonly start: number;
  readonly open?: Quote;
  /** Go prints a header as `Name:[value]`. */
  readonly isList: boolean;
}

export function headerValue(text: string, named: Named): HeaderValue | undefined {
  const place = placeAfter(text, named);
  if (place === undefined || place.tie === 'blank' || place.tie === 'call') return undefined;
  if (standsInMark(text, place.at + 1)) return undefined;
  const isList = hasAt(text, place.at, '[');
  const at = isList ? skipBlank(text, place.at + 1, 4) : place.at;
  const open = quoteAt(text, at);
  return open === undefined ? { start: at, isList } : { start: open.end, open, isList };
}
