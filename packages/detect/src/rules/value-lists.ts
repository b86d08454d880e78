// Values of a statement in the notations in which libraries print them: by name, by position in a map, and as words of a list.
import type { Span } from '../masks/span.ts';
import { hasAt, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isValue } from './is-value.ts';
import type { Kind, Placeholders } from './placeholders.ts';

const VALUES_MAX = 200;
const VALUE_CHARS_MAX = 4096;
export const RULE = 'sql-parameters';

/** A value of a class, if it is one. */
export function spanOf(text: string, start: number, end: number, kind: Kind): readonly Span[] {
  return kind === undefined || !isValue(text.slice(start, end)) ? [] : [{ start, end, class: kind, rule: RULE }];
}

const ASSIGNED = /([@:][A-Za-z_]\w{0,63}) ?= ?N?(?=\\{0,15}['"])/g;

/** `@p0 = 'ann' [Type: String (4000:0:0)], @p1 = 'x' …` in `[from, to)`. */
export function assignedValues(text: string, from: number, to: number, { byName }: Placeholders): readonly Span[] {
  const spans: Span[] = [];
  let next = from;
  for (const match of text.slice(from, to).matchAll(ASSIGNED)) {
    const at = from + match.index;
    if (at < next) continue;
    const open = quoteAt(text, at + match[0].length);
    const close = open === undefined ? undefined : closing(text, open, VALUE_CHARS_MAX);
    if (open === undefined || close === undefined || spans.length > VALUES_MAX) return spans;
    spans.push(...spanOf(text, open.end, close.start, byName.get(match[1]?.toLowerCase() ?? '')));
    next = close.end;
  }
  return spans;
}

/** `"1":"ann","2":"x"`, whose keys count from one or name a placeholder. */
export function numberedMap(text: string, from: number, { inOrder, byName }: Placeholders): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  for (let count = 0; count < VALUES_MAX; count++) {
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open, 64);
    if (open === undefined || close === undefined || !hasAt(text, close.end, ':')) return spans;
    const key = text.slice(open.end, close.start);
    const kind = /^\d{1,3}$/.test(key) ? inOrder[Number(key) - 1] : byName.get(`:${key.toLowerCase()}`);
    const value = quoteAt(text, close.end + 1);
    const end = value === undefined ? undefined : closing(text, value, VALUE_CHARS_MAX);
    if (value !== undefined && end !== undefined) spans.push(...spanOf(text, value.end, end.start, kind));
    else {
      const [digits = ''] = /^\d{1,128}/.exec(text.slice(close.end + 1, close.end + 130)) ?? [];
      const quote = text.slice(open.start, open.end);
      for (const span of spanOf(text, close.end + 1, close.end + 1 + digits.length, kind))
        spans.push({ ...span, before: quote, after: quote });
    }
    const [bare = ''] =
      value === undefined ? (/^[\w.+-]{1,128}/.exec(text.slice(close.end + 1, close.end + 130)) ?? []) : [];
    at = end?.end ?? close.end + 1 + bare.length;
    if (!hasAt(text, at, ',')) return spans;
    at++;
  }
  return spans;
}

/** A time is one value though it holds a blank. */
const WORDS =
  /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4}(?: \w{1,5})?)?(?: m=[+-][\d.]{1,24})?|[^ ]{1,4096}/g;
const BETWEEN_COMMAS = /[^,]{1,4096}|(?<=,)(?=,)/g;

/** `ann x` as Go prints a list, `ann, x` as Java does, in `[from, to)`. Values may hold what stands between them: then all that may be the secret one is. */
export function wordsInOrder(
  text: string,
  { from, to, isSpaced }: { readonly from: number; readonly to: number; readonly isSpaced: boolean },
  { inOrder }: Placeholders,
): readonly Span[] {
  const words = Array.from(text.slice(from, to).matchAll(isSpaced ? WORDS : BETWEEN_COMMAS), ({ 0: word, index }) => {
    const start = skipBlank(text, from + index, 1);
    return { start, end: from + index + word.length };
  });
  const more = words.length - inOrder.length;
  if (more < 0 || words.length > VALUES_MAX) return [];
  return inOrder.flatMap((kind, index) => {
    const [first, last] = [words[index], words[index + more]];
    return first === undefined || last === undefined ? [] : spanOf(text, first.start, last.end, kind);
  });
}
