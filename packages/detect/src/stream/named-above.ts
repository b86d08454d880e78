// Values whose names stand on a line before, where a program writes both at once: errors of pydantic and SQLAlchemy, PostgreSQL's log, values that MyBatis and Hibernate bind.
import type { Span } from '../masks/span.ts';
import { parameterLines, parametersBelow } from '../rules/parameters-below.ts';
import { sqlParameters } from '../rules/sql-parameters.ts';
import type { Rule } from '../rules/rule.ts';
import { inputValueBelow, validationError } from '../rules/validation-error.ts';
import { entryOf } from './entry.ts';

/** Lines of a statement, or entries of the other stream between two of one. */
const ENTRIES_MAX = 16;

/** The rules of which a line holds an anchor if it may hold such a value. */
export const RULES_ABOVE: readonly Rule[] = [validationError, sqlParameters, parameterLines];

/** What is to be masked in a line by those before it in its stream. `lines` stand before it, the nearest last. */
export function namedAbove(line: string, lines: readonly string[]): readonly Span[] {
  const { stream, head, text } = entryOf(line);
  const before = lines
    .slice(-ENTRIES_MAX)
    .map(entryOf)
    .filter((entry) => entry.stream === stream)
    .map((entry) => entry.text);
  const last = before.at(-1);
  if (last === undefined) return [];
  const spans = [...inputValueBelow(text, last), ...parametersBelow(text, before)];
  return spans.map((span) => ({ ...span, start: span.start + head, end: span.end + head }));
}
