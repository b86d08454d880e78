// The name that an anchor belongs to, and what stands between it and its value.
import { afterColourOrEscape, characters, isName, isSpace, skipBlank } from '../text/characters.ts';
import { type Quote, quoteAt, quoteBefore } from '../text/quote.ts';
import type { Anchored } from './rule.ts';

const NAME_CHARS_MAX = 64;
const BLANKS_MAX = 4;

export interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Around the name. */
  readonly quote?: Quote;
}

/** The name is the longest run of its characters around the anchor. */
export function nameAround(text: string, { start: from, end: to }: Anchored): Named {
  let start = from;
  while (from - start < NAME_CHARS_MAX && isName(text, start - 1)) start--;
  start = afterColourOrEscape(text, start, from);
  let end = to;
  while (end - to < NAME_CHARS_MAX && isName(text, end)) end++;
  const name = text.slice(start, end);
  const quote = quoteBefore(text, start);
  return quote === undefined ? { name, start, end } : { name, start, end, quote };
}

/** How a value is tied to its name. */
export type Tie = 'colon' | 'equals' | 'blank' | 'element' | 'call' | 'markup';

export interface Place {
  readonly tie: Tie;
  /** Where the value or its quote begins. */
  readonly at: number;
}

const OPERATORS = ['===', '=>', '==', '=', ':=', ':', '!=', '~=', '<>', '->', '%3D', '%3d'];
const BEGINS_OPERATOR = characters(/[=:!~<%-]/);

/** Undefined where no value can follow. */
export function placeAfter(text: string, { end, quote, name }: Named): Place | undefined {
  let at = end;
  if (quote !== undefined) {
    const close = quoteAt(text, at);
    if (close !== undefined && close.mark === quote.mark) at = close.end;
  }
  if (text[at] === ']') at++;
  const after = skipBlank(text, at, BLANKS_MAX);
  const operator = BEGINS_OPERATOR(text, after) ? OPERATORS.find((sign) => text.startsWith(sign, after)) : undefined;
  if (operator !== undefined) {
    const isColon = operator === ':';
    // `Foo::bar` and `https://` are no values of their names.
    if (isColon && (text[after + 1] === ':' || text.startsWith('//', after + 1))) return undefined;
    return { tie: isColon ? 'colon' : 'equals', at: skipBlank(text, after + operator.length, BLANKS_MAX) };
  }
  if (text[after] === '(') return { tie: 'call', at: skipBlank(text, after + 1, BLANKS_MAX) };
  if (text[after] === '>' && after === at) return { tie: 'markup', at: at + 1 };
  if (quote !== undefined && at > end) return elementAfter(text, after, name);
  return isSpace(text, at) ? { tie: 'blank', at: after } : undefined;
}

/** `"--password", "x"` of arguments, and `"name":"PASSWORD","value":"x"` of variables. */
function elementAfter(text: string, comma: number, name: string): Place | undefined {
  if (text[comma] !== ',') return undefined;
  const next = skipBlank(text, comma + 1, BLANKS_MAX);
  const open = quoteAt(text, next);
  if (open === undefined) return undefined;
  if (name.startsWith('-')) return { tie: 'element', at: next };
  if (!/^value\b/i.test(text.slice(open.end, open.end + 6))) return undefined;
  const close = quoteAt(text, open.end + 'value'.length);
  if (close === undefined) return undefined;
  const colon = skipBlank(text, close.end, BLANKS_MAX);
  return text[colon] === ':' ? { tie: 'element', at: skipBlank(text, colon + 1, BLANKS_MAX) } : undefined;
}
