// Values that PostgreSQL logs by number beside a statement: `execute <unnamed>: … password = $2` and `parameters: $1 = 'ann', $2 = 'x'`.
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { holdsKind, placeholdersOf } from './placeholders.ts';

/** How the values begin. */
export const FIRST = '$1 = ';

const VALUE = /^\$(\d{1,3}) = /;
const VALUES_MAX = 200;
const NULL = 'NULL';

/** `at` is the place of the first number. */
export function numberedValues(text: string, at: number, statement: string): readonly Span[] {
  const kinds = placeholdersOf(statement).byName;
  if (!holdsKind(kinds.values())) return [];
  const spans: Span[] = [];
  for (let count = 0; count < VALUES_MAX; count++) {
    const [whole = '', number = ''] = VALUE.exec(text.slice(at, at + 16)) ?? [];
    const open = whole === '' ? undefined : quoteAt(text, at + whole.length);
    const close = open === undefined ? undefined : closing(text, open);
    if (open !== undefined && close !== undefined) {
      const kind = kinds.get(`$${number}`);
      if (kind !== undefined && close.start > open.end && !isMasked(text.slice(open.end, close.start)))
        spans.push({ start: open.end, end: close.start, class: kind, rule: 'sql-parameters' });
    } else if (!text.startsWith(NULL, at + whole.length)) return spans;
    const end = close?.end ?? at + whole.length + NULL.length;
    if (whole === '' || !text.startsWith(', ', end)) return spans;
    at = end + 2;
  }
  return spans;
}
