// Values that Django's debug log prints beside a statement: `INSERT … VALUES (%s, %s); args=('ann', 'x')`.
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
const BOUND = /(?:\\?["'`]?([\w$]{1,64})\\?["'`]? ?(?:=|<>|!=|like) ?)?%s/gi;

type Kind = SecretClass | undefined;

/** Of each placeholder in order, what its column's name says. */
function kindsOf(statement: string): readonly Kind[] {
  const [, columns] = INSERT.exec(statement) ?? [];
  if (columns === undefined) return Array.from(statement.matchAll(BOUND), ([, name = '']) => classOfName(name));
  const kinds = columns.split(',').map((name) => classOfName(name.replace(/[\s"'`\\]/g, '')));
  const count = Array.from(statement.matchAll(/%s/g)).length;
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

function valuesFrom(text: string, from: number, kinds: readonly Kind[]): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const kind of kinds.slice(0, VALUES_MAX)) {
    if (text[at] === ' ') at++;
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open);
    if (open !== undefined && close === undefined) return spans;
    const [start, stop] = [open?.end ?? at, close?.start ?? bareEnd(text, at)];
    const isValue = open !== undefined || /^\d{1,128}$/.test(text.slice(start, stop));
    if (kind !== undefined && isValue && stop > start && !isMasked(text.slice(start, stop)))
      spans.push({
        start,
        end: stop,
        class: kind,
        rule: 'sql-parameters',
        ...(open === undefined && { before: "'", after: "'" }),
      });
    at = close?.end ?? stop;
    if (text[at] !== ',') return spans;
    at++;
  }
  return spans;
}

export const sqlParameters: Rule = {
  id: 'sql-parameters',
  anchors: [caseless('; args=(')],
  work: 32,
  find(text, { start, end }) {
    if (!text.slice(Math.max(0, start - TAIL_MAX), start).includes('%s')) return [];
    const kinds = kindsOf(text.slice(Math.max(0, start - STATEMENT_MAX), start));
    return kinds.every((kind) => kind === undefined) ? [] : valuesFrom(text, end, kinds);
  },
};
