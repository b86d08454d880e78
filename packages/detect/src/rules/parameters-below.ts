// Parameters that SQLAlchemy, PostgreSQL, MyBatis, Hibernate and Spring print on lines below their statement.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { numberedValues } from './numbered-parameters.ts';
import { type Kind, placeholdersOf, STATEMENT_MAX } from './placeholders.ts';
import type { Rule } from './rule.ts';
import { boundValues } from './sql-parameters.ts';
import { RULE, spanOf } from './value-lists.ts';

const STATEMENT = '[SQL: ';
const BELOW = /^\[parameters: \[?\(/i;
const LOGGED = 'LOG:  ';
const DETAIL = /^DETAIL: {2}parameters: (?=\$1 = )/i;
const PREPARING = '==>  Preparing: ';
const PARAMETERS = /^==> Parameters: /;

/** The values of a line whose statement ends on a line before: behind the same prefix of a logger, or from the one place that logs statements. */
export function parametersBelow(text: string, before: readonly string[]): readonly Span[] {
  const ofError = below(text, before, STATEMENT, BELOW);
  if (ofError?.statement.endsWith(']') === true) return boundValues(text, ofError.at, ofError.statement);
  const ofLog = below(text, before, LOGGED, DETAIL);
  if (ofLog !== undefined) return numberedValues(text, ofLog.at, ofLog.statement);
  const ofMapper = below(text, before, PREPARING, PARAMETERS);
  if (ofMapper !== undefined) return typedValues(text, ofMapper.at, placeholdersOf(ofMapper.statement).inOrder);
  return [...echoed(text, before), ...boundOne(text, before)];
}

interface Below {
  /** Where the first value stands. */
  readonly at: number;
  readonly statement: string;
}

function below(text: string, before: readonly string[], begin: string, form: RegExp): Below | undefined {
  const first = before.findLastIndex((line) => line.includes(begin));
  const prefix = before[first]?.slice(0, before[first].indexOf(begin));
  if (prefix === undefined || !hasHead(text, prefix)) return undefined;
  const length = form.exec(text.slice(prefix.length, prefix.length + FORM_CHARS_MAX))?.[0].length;
  const statement = before.slice(first).join(' ').slice(-STATEMENT_MAX);
  return length === undefined ? undefined : { at: prefix.length + length, statement };
}

const FORM_CHARS_MAX = 40;
const HEAD_CHARS_MAX = 256;
const TIME = /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/g;

/** Two lines of a logger differ in their times, to the millisecond. */
function hasHead(text: string, head: string): boolean {
  if (text.startsWith(head)) return true;
  const here = text.slice(0, Math.min(head.length, HEAD_CHARS_MAX));
  return head.length <= HEAD_CHARS_MAX && here.replace(TIME, '') === head.replace(TIME, '');
}

const TYPED = /^(?:null|(.{0,2048}?)\([A-Z]\w{0,40}\))(?:, |\s{0,2}$)/;
const TYPED_CHARS_MAX = 2100;

/** `ann(String), x(String), null`. https://mybatis.org/mybatis-3/logging.html */
function typedValues(text: string, from: number, kinds: readonly Kind[]): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const kind of kinds) {
    const [whole = '', value = ''] = TYPED.exec(text.slice(at, at + TYPED_CHARS_MAX)) ?? [];
    spans.push(...spanOf(text, at, at + value.length, kind));
    if (whole === '') return spans;
    at += whole.length;
  }
  return spans;
}

const ECHOED = /\[(?:generated in|cached since|no key|caching disabled|raw sql)[^\]]{0,48}\] \[?\(/;

/** `INFO sqlalchemy.engine.Engine [generated in 0.1s] ('ann', 'x')`, whose statement may have gone on over lines. */
function echoed(text: string, before: readonly string[]): readonly Span[] {
  const match = ECHOED.exec(text.slice(0, HEAD_CHARS_MAX));
  if (match === null || match.index === 0) return [];
  const head = text.slice(0, match.index);
  const first = before.findLastIndex((line) => hasHead(line, head));
  const statement = before.slice(Math.max(0, first)).join(' ').slice(-STATEMENT_MAX);
  return first < 0 ? [] : boundValues(text, match.index + match[0].length, statement);
}

/** How Hibernate, old and new, and Spring number a value. */
const BOUND_ONE =
  /(?:binding parameter (?:\[(\d{1,3})\] as \[\w{1,40}\] - \[|\((\d{1,3}):\w{1,40}\) <- \[)|parameter value: column index (\d{1,3}), parameter value \[)/;
const VALUE_END = /\](?:, value class \[[^\]]{0,200}\], SQL type [\w-]{1,40})?\s{0,2}$/;
const VALUE_END_CHARS_MAX = 280;
/** What logs the statement: another logger than that of its values. */
const LOGS_STATEMENT = /\bHibernate: |\bo(?:rg)?\.h(?:ibernate)?\.SQL\b|Executing prepared SQL statement \[/;

/** `binding parameter [2] as [VARCHAR] - [x]`, `binding parameter (2:VARCHAR) <- [x]`, `column index 2, parameter value [x], value class […]`. */
function boundOne(text: string, before: readonly string[]): readonly Span[] {
  const match = BOUND_ONE.exec(text.slice(0, 2 * HEAD_CHARS_MAX));
  const end = text.slice(-VALUE_END_CHARS_MAX).search(VALUE_END);
  const first = match === null || end < 0 ? -1 : before.findLastIndex((line) => LOGS_STATEMENT.test(line));
  if (match === null || first < 0) return [];
  const lines = before.slice(first).filter((line) => !BOUND_ONE.test(line));
  const kind = placeholdersOf(lines.join(' ').slice(-STATEMENT_MAX)).inOrder[
    Number(match[1] ?? match[2] ?? match[3]) - 1
  ];
  const start = match.index + match[0].length;
  return spanOf(text, start, Math.max(0, text.length - VALUE_END_CHARS_MAX) + end, kind);
}

/** A line that holds one of these may have its statement above; by itself it says nothing. */
export const parameterLines: Rule = {
  id: RULE,
  anchors: [
    '==> parameters: ',
    'binding parameter [',
    'binding parameter (',
    'parameter value: column index ',
    '[generated in ',
    '[cached since ',
    '[no key ',
    '[caching disabled ',
    '[raw sql] ',
  ].map(caseless),
  find: () => [],
};
