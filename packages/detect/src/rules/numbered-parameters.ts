// Values that PostgreSQL logs by number beside a statement: `execute <unnamed>: … password = $2` and `parameters: $1 = 'ann', $2 = 'x'`.
import type { SecretClass } from '../formats/detector.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';

/** How the values begin. */
export const FIRST = '$1 = ';

const INSERT = /\binsert into [^()]{1,200}\(([^()]{1,1024})\) (?:overriding \w{1,8} value )?values ?\(([^;]{1,1024})/i;
const BOUND = /\\?["'`]?([\w$]{1,64})\\?["'`]? ?(?:=|<>|!=|like) ?(?:[\w.]{1,32}\()?\$(\d{1,3})(?!\d)/gi;
const VALUE = /^\$(\d{1,3}) = /;
const VALUES_MAX = 200;
const NULL = 'NULL';

type Kind = SecretClass | undefined;
type Kinds = ReadonlyMap<string, Kind>;

/** What the columns' names say, which stand between the brackets of a statement. */
export function kindsOfColumns(columns: string): readonly Kind[] {
  return columns.split(',').map((name) => classOfName(name.replace(/[\s"'`\\]/g, '')));
}

/** Of each number, what its column's name says. */
function kindsOf(statement: string): Kinds {
  const kinds = new Map(
    Array.from(statement.matchAll(BOUND), ([, name = '', number = '']) => [number, classOfName(name)] as const),
  );
  const [, columns = '', values = ''] = INSERT.exec(statement) ?? [];
  const ofColumns = kindsOfColumns(columns);
  for (const [index, value] of itemsOf(values).entries()) {
    const [, number] = /^[^$,]{0,64}\$(\d{1,3})(?!\d)/.exec(value) ?? [];
    if (number !== undefined) kinds.set(number, ofColumns[index % ofColumns.length]);
  }
  return kinds;
}

/** The values of tuples one after the other; a call with its arguments is one. */
function itemsOf(values: string): string[] {
  const items: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    if (values[at] === '(' && depth++ < 0) start = at + 1;
    else if (values[at] === ')') depth--;
    const isEnd = values[at] === ')' ? depth === -1 : values[at] === ',' && depth === 0;
    if (!isEnd) continue;
    items.push(values.slice(start, at).trim());
    start = at + 1;
  }
  return items;
}

/** `at` is the place of the first number. */
export function numberedValues(text: string, at: number, statement: string): readonly Span[] {
  const kinds = kindsOf(statement);
  if ([...kinds.values()].every((kind) => kind === undefined)) return [];
  const spans: Span[] = [];
  for (let count = 0; count < VALUES_MAX; count++) {
    const [whole = '', number = ''] = VALUE.exec(text.slice(at, at + 16)) ?? [];
    const open = whole === '' ? undefined : quoteAt(text, at + whole.length);
    const close = open === undefined ? undefined : closing(text, open);
    if (open !== undefined && close !== undefined) {
      const kind = kinds.get(number);
      if (kind !== undefined && close.start > open.end && !isMasked(text.slice(open.end, close.start)))
        spans.push({ start: open.end, end: close.start, class: kind, rule: 'sql-parameters' });
    } else if (!text.startsWith(NULL, at + whole.length)) return spans;
    const end = close?.end ?? at + whole.length + NULL.length;
    if (whole === '' || !text.startsWith(', ', end)) return spans;
    at = end + 2;
  }
  return spans;
}
