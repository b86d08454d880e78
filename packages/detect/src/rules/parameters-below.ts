// Parameters that SQLAlchemy and PostgreSQL print on the line below their statement.
import type { Span } from '../masks/span.ts';
import { numberedValues } from './numbered-parameters.ts';
import { STATEMENT_MAX } from './placeholders.ts';
import { boundValues } from './sql-parameters.ts';

const STATEMENT = '[SQL: ';
const BELOW = /^\[parameters: \[?\(/i;
const LOGGED = 'LOG:  ';
const DETAIL = /^DETAIL: {2}parameters: (?=\$1 = )/i;

/** The values of SQLAlchemy's errors and PostgreSQL's log, whose statement ends on the line before, behind the same prefix of a logger. */
export function parametersBelow(text: string, before: readonly string[]): readonly Span[] {
  const ofError = below(text, before, STATEMENT, BELOW);
  if (ofError?.statement.endsWith(']') === true) return boundValues(text, ofError.at, ofError.statement);
  const ofLog = below(text, before, LOGGED, DETAIL);
  return ofLog === undefined ? [] : numberedValues(text, ofLog.at, ofLog.statement);
}

interface Below {
  /** Where the first value stands. */
  readonly at: number;
  readonly statement: string;
}

function below(text: string, before: readonly string[], begin: string, form: RegExp): Below | undefined {
  const first = before.findLastIndex((line) => line.includes(begin));
  const prefix = before[first]?.slice(0, before[first].indexOf(begin));
  if (prefix === undefined || !text.startsWith(prefix)) return undefined;
  const length = form.exec(text.slice(prefix.length, prefix.length + FORM_CHARS_MAX))?.[0].length;
  const statement = before.slice(first).join(' ').slice(-STATEMENT_MAX);
  return length === undefined ? undefined : { at: prefix.length + length, statement };
}

const FORM_CHARS_MAX = 40;
