// Values whose names stand on a line before, where a program writes both at once: errors of pydantic and SQLAlchemy, PostgreSQL's log, values that MyBatis and Hibernate bind.
import type { Span } from '../masks/span.ts';
import { parameterLines, parametersBelow } from '../rules/parameters-below.ts';
import { sqlParameters } from '../rules/sql-parameters.ts';
import type { Rule } from '../rules/rule.ts';
import { inputValueBelow, validationError } from '../rules/validation-error.ts';
import { contentEnd } from '../text/line-end.ts';
import { criHeader } from './cri.ts';

/** What a runtime writes around each line: a time, or Docker's JSON. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /;
const TIME_CHARS_MAX = 40;
const DOCKER = '{"log":"';
const DOCKER_END = /\\n","stream":"std(?:out|err)","time":"[^"]{1,40}"\}$/;
const DOCKER_END_CHARS_MAX = 96;
/** Lines of a statement, or entries of the other stream between two of one. */
const ENTRIES_MAX = 16;

interface Entry {
  readonly stream: string;
  /** Bytes before the text. */
  readonly head: number;
  readonly text: string;
}

function entryOf(line: string): Entry {
  const content = line.slice(0, contentEnd(line));
  const header = criHeader(content);
  if (header !== undefined) return { stream: header.stream, head: header.length, text: content.slice(header.length) };
  const [end] = DOCKER_END.exec(content.slice(-DOCKER_END_CHARS_MAX)) ?? [];
  if (end !== undefined && content.startsWith(DOCKER)) {
    const stream = end.includes('"stderr"') ? 'stderr' : 'stdout';
    return { stream, head: DOCKER.length, text: content.slice(DOCKER.length, content.length - end.length) };
  }
  const head = TIME.exec(content.slice(0, TIME_CHARS_MAX))?.[0].length ?? 0;
  return { stream: '', head, text: content.slice(head) };
}

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
