// Values that frameworks print beside a statement or below it: `INSERT … VALUES (%s, %s); args=('ann', 'x')` of Django, `[parameters: ('ann', 'x')]` of SQLAlchemy, `parameters: $1 = 'x'` of PostgreSQL.
import { caseless } from '../anchors/pattern.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { hasAt } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';
import { FIRST, numberedValues } from './numbered-parameters.ts';
import { holdsKind, type Kind, placeholdersOf, STATEMENT_MAX } from './placeholders.ts';
import type { Rule } from './rule.ts';
import { inserts } from './sql.ts';

/** Of those, what is looked at first: few lines without a statement are looked at further. */
const TAIL_MAX = 300;
const VALUES_MAX = 200;
/** Of a value without quotes. */
const BARE_MAX = 128;

/** The place behind a value without quotes; brackets within it are passed. */
function bareEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < text.length && at - from < BARE_MAX; at++) {
    const sign = text[at];
    if (depth === 0 && (sign === ',' || sign === ')' || sign === ']' || sign === '}')) return at;
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
  }
  return at;
}

/** What is known of the value at a place of a tuple. */
type KindOf = (index: number, content: string) => Kind;

/** The place behind the last value, whose values are added. */
function tuple(text: string, from: number, kindOf: KindOf, spans: Span[]): number {
  let at = from;
  for (let index = 0; index < VALUES_MAX; index++) {
    if (hasAt(text, at, ' ')) at++;
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open);
    if (open !== undefined && close === undefined) return at;
    const [start, stop] = [open?.end ?? at, close?.start ?? bareEnd(text, at)];
    const isValue = open !== undefined || /^\d{1,128}$/.test(text.slice(start, stop));
    const kind = kindOf(index, text.slice(start, stop));
    if (kind !== undefined && isValue && stop > start && !isMasked(text.slice(start, stop)))
      spans.push({
        start,
        end: stop,
        class: kind,
        rule: RULE,
        ...(open === undefined && { before: "'", after: "'" }),
      });
    at = close?.end ?? stop;
    if (!hasAt(text, at, ',')) return at;
    at++;
  }
  return at;
}

/** Between two tuples; of many SQLAlchemy shows the first and the last. */
const NEXT = /^\)(?:, | {2}\.\.\. displaying \d{1,9} of \d{1,9} total bound parameter sets \.\.\. {2})\(/;
const NEXT_CHARS_MAX = 100;
const TUPLES_MAX = 64;

/** Values of a tuple, or of each in a list of them. */
function valuesFrom(text: string, from: number, kindOf: KindOf): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  for (let count = 0; count < TUPLES_MAX; count++) {
    const end = tuple(text, at, kindOf, spans);
    const next = NEXT.exec(text.slice(end, end + NEXT_CHARS_MAX))?.[0].length;
    if (next === undefined) return spans;
    at = end + next;
  }
  return spans;
}

/** Values in brackets that stand for the statement's placeholders in their order. */
export function boundValues(text: string, from: number, statement: string): readonly Span[] {
  const kinds = placeholdersOf(statement).inOrder;
  return !holdsKind(kinds) ? [] : valuesFrom(text, from, (index) => kinds[index]);
}

const LITERAL = /\\?["'`]?([\w$]{1,64})\\?["'`]? ?(?:=|<>|!=|like) ?'([^'\\]{1,256})'/gi;
const INSERT_INTO = 'insert into ';

/** What a statement into which its values have been put says of each, as Django logs it for SQLite and PostgreSQL. */
function literalsOf(statement: string, memo: LineMemo): ReadonlyMap<string, Kind> {
  const found = new Map<string, Kind>();
  for (const [, name = '', value = ''] of statement.matchAll(LITERAL)) {
    const kind = classOfName(name);
    if (kind !== undefined) found.set(value, kind);
  }
  const start = statement.toLowerCase().lastIndexOf(INSERT_INTO);
  const spans = start < 0 ? [] : inserts.find(statement, { start, end: start + INSERT_INTO.length }, memo);
  for (const span of spans) found.set(statement.slice(span.start, span.end), span.class);
  return found;
}

const RULE = 'sql-parameters';
const PARAMETERS = '[parameters: ';

/** The bracket of `[SQL: …]`, and a line break as JSON writes it. */
const ENDS_STATEMENT = /\](?:\\{1,8}[nr]|\s){1,2}$/;
/** A number of a statement, not of the values. */
const HOLDS_NUMBER = /\$\d{1,3}(?!\d| = )/;
/** What stands before the values, by how they are announced. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  [';', /%s|[=>] '|\bvalues ?\(/i],
  ['[', ENDS_STATEMENT],
]);

export const sqlParameters: Rule = {
  id: RULE,
  anchors: ['; args=(', `${PARAMETERS}(`, `${PARAMETERS}[(`, `parameters: ${FIRST}`].map(caseless),
  work: 32,
  find(text, { start, end }, memo) {
    const tail = text.slice(Math.max(0, start - TAIL_MAX), start);
    const form = FORMS.get(text[start] ?? '') ?? HOLDS_NUMBER;
    if (!form.test(tail)) return [];
    const statement = text.slice(Math.max(0, start - STATEMENT_MAX), start);
    if (form === HOLDS_NUMBER) return numberedValues(text, end - FIRST.length, statement);
    if (form === ENDS_STATEMENT || tail.includes('%s')) return boundValues(text, end, statement);
    const literals = literalsOf(statement, memo);
    return literals.size === 0 ? [] : valuesFrom(text, end, (_, content) => literals.get(content));
  },
};
