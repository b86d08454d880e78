// The values of a list beside a name: `"passwords":["a","b"]`, and Go's `X-Api-Key:[x]`.
import type { LineMemo } from '../formats/line-memo.ts';
import { standsInMark } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, skipBlank } from '../text/characters.ts';
import { quoteAt } from '../text/quote.ts';
import { judge } from './judge-value.ts';
import { type Listed, ListedWords } from './listed-words.ts';
import { endsText } from './name-place.ts';
import { valueAt } from './value-at.ts';

const ELEMENTS_MAX = 256;

/** Each string of `["a", "b"]`; of words without quotes those that look made, and only where Go prints them: right after the colon. */
export function elements(text: string, open: number, listed: Listed, memo: LineMemo): readonly Span[] {
  const { kind } = listed;
  if (standsInMark(text, open + 1)) return [];
  const spans: Span[] = [];
  let at = open + 1;
  for (let count = 0; count < ELEMENTS_MAX; count++) {
    at = skipBlank(text, at, 4);
    if (endsText(text, at)) return spans;
    const quote = quoteAt(text, at);
    if (quote === undefined) {
      if (!hasAt(text, open - 1, ':')) return spans;
      const values = memo.kept(ListedWords).values(text, at, listed);
      return spans.length === 0 ? values : [...spans, ...values];
    }
    const value = valueAt(text, at, kind);
    if (value === undefined) return spans;
    const span = judge(text, value, { kind, name: '', isLone: true, isJson: true });
    if (span !== undefined) spans.push(span);
    const close = quoteAt(text, value.end);
    // The text that the list stands in may end before it.
    if (close === undefined || close.escapes !== quote.escapes) return spans;
    at = skipBlank(text, close.end, 4);
    if (!hasAt(text, at, ',')) return spans;
    at++;
  }
  return spans;
}
