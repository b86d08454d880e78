// Values that frameworks print beside a statement or below it: `INSERT … VALUES (%s, %s); args=('ann', 'x')` of Django, `[parameters: ('ann', 'x')]` of SQLAlchemy.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

/** Characters of a statement before its values that are looked at. */
const STATEMENT_MAX = 2048;
/** Of those, where the last placeholder stands: few lines without one are looked at further. */
const TAIL_MAX = 300;
const VALUES_MAX = 200;
/** Of a value without quotes. */
const BARE_MAX = 128;

const INSERT = /\binsert into [^()]{1,200}\(([^()]{1,1024})\) values ?\(/i;
const BOUND = /(?:\\?["'`]?([\w$]{1,64})\\?["'`]? ?(?:=|<>|!=|like) ?)?(?:%s|\?|\$\d{1,3})/gi;
const PLACEHOLDER = /%s|\?|\$\d{1,3}/g;
const HOLDS_PLACEHOLDER = /%s|\?|\$\d/;

type Kind = SecretClass | undefined;

/** Of each placeholder in order, what its column's name says. */
function kindsOf(statement: string): readonly Kind[] {
  const [, columns] = INSERT.exec(statement) ?? [];
  if (columns === undefined) return Array.from(statement.matchAll(BOUND), ([, name = '']) => classOfName(name));
  const kinds = columns.split(',').map((name) => classOfName(name.replace(/[\s"'`\\]/g, '')));
  const count = Array.from(statement.matchAll(PLACEHOLDER)).length;
  return Array.from({ length: Math.min(count, VALUES_MAX) }, (_, at) => kinds[at % kinds.length]);
}

/** The place behind a value without quotes; brackets within it are passed. */
function bareEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < text.length && at - from < BARE_MAX; at++) {
    const sign = text[at];
    if (depth === 0 && (sign === ',' || sign === ')')) return at;
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
  }
  return at;
}

/** The place behind the last value, whose values are added. */
function tuple(text: string, from: number, kinds: readonly Kind[], spans: Span[]): number {
  let at = from;
  for (const kind of kinds.slice(0, VALUES_MAX)) {
    if (text[at] === ' ') at++;
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open);
    if (open !== undefined && close === undefined) return at;
    const [start, stop] = [open?.end ?? at, close?.start ?? bareEnd(text, at)];
    const isValue = open !== undefined || /^\d{1,128}$/.test(text.slice(start, stop));
    if (kind !== undefined && isValue && stop > start && !isMasked(text.slice(start, stop)))
      spans.push({
        start,
        end: stop,
        class: kind,
        rule: RULE,
        ...(open === undefined && { before: "'", after: "'" }),
      });
    at = close?.end ?? stop;
    if (text[at] !== ',') return at;
    at++;
  }
  return at;
}

/** Between two tuples; of many SQLAlchemy shows the first and the last. */
const NEXT = /^\)(?:, | {2}\.\.\. displaying \d{1,9} of \d{1,9} total bound parameter sets \.\.\. {2})\(/;
const NEXT_CHARS_MAX = 100;
const TUPLES_MAX = 64;

/** Values of a tuple, or of each in a list of them. */
function valuesFrom(text: string, from: number, kinds: readonly Kind[]): readonly Span[] {
  if (kinds.every((kind) => kind === undefined)) return [];
  const spans: Span[] = [];
  let at = from;
  for (let count = 0; count < TUPLES_MAX; count++) {
    const end = tuple(text, at, kinds, spans);
    const next = NEXT.exec(text.slice(end, end + NEXT_CHARS_MAX))?.[0].length;
    if (next === undefined) return spans;
    at = end + next;
  }
  return spans;
}

const RULE = 'sql-parameters';
const PARAMETERS = '[parameters: ';

export const sqlParameters: Rule = {
  id: RULE,
  anchors: ['; args=(', `${PARAMETERS}(`, `${PARAMETERS}[(`].map(caseless),
  work: 32,
  find(text, { start, end }) {
    const tail = text.slice(Math.max(0, start - TAIL_MAX), start);
    if (text[start] === '[' && !ENDS_STATEMENT.test(tail.slice(-END_CHARS_MAX))) return [];
    if (!HOLDS_PLACEHOLDER.test(tail)) return [];
    return valuesFrom(text, end, kindsOf(text.slice(Math.max(0, start - STATEMENT_MAX), start)));
  },
};

/** The bracket of `[SQL: …]`, and a line break as JSON writes it. */
const ENDS_STATEMENT = /\](?:\\{1,8}[nr]|\s){1,2}$/;
const END_CHARS_MAX = 24;

const STATEMENT = '[SQL: ';
const BELOW = /^\[parameters: \[?\(/i;

/** The values of SQLAlchemy's errors, whose statement ends on the line before, behind the same prefix of a logger. */
export function parametersBelow(text: string, before: readonly string[]): readonly Span[] {
  const first = before.findLastIndex((line) => line.includes(STATEMENT));
  const prefix = before[first]?.indexOf(STATEMENT) ?? -1;
  const open = BELOW.exec(text.slice(prefix, prefix + PARAMETERS.length + 2))?.[0].length;
  if (prefix < 0 || open === undefined || text.slice(0, prefix) !== before[first]?.slice(0, prefix)) return [];
  const statement = before.slice(first).join(' ');
  return statement.endsWith(']') ? valuesFrom(text, prefix + open, kindsOf(statement.slice(-STATEMENT_MAX))) : [];
}
