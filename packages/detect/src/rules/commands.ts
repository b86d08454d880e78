// Passwords that programs take as short options: `mysql -pX`, `curl -u user:X`, `sshpass -p X`, `redis-cli -a X`.
import { caseless } from '../anchors/pattern.ts';
import { endsMask, standsInMark } from '../masks/mask.ts';
import type { Match } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isName, isSpace } from '../text/characters.ts';
import { quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { isPassword, type Program, PROGRAMS } from './command-programs.ts';
import { endsJsonString } from './name-place.ts';
import type { Rule } from './rule.ts';
import { valueAt } from './value-at.ts';

const COMMAND_CHARS_MAX = 256;

const BY_ANCHOR: ReadonlyMap<string, readonly Program[]> = Map.groupBy(PROGRAMS, ({ anchor }) => anchor);
/** In small letters, each once; text is asked whatever its case. */
export const COMMAND_ANCHORS: readonly string[] = [...BY_ANCHOR.keys()];
const ANCHOR_CHARS_MAX = Math.max(...COMMAND_ANCHORS.map(({ length }) => length));

export const commands: Rule = {
  id: 'command-option',
  anchors: COMMAND_ANCHORS.map(caseless),
  find: (text, { start, end }) => passwordsOf(text, start, end),
};

/** The first password that a command is given as an option, of the anchor that begins at `at`; undefined without one. */
export function commandPassword(text: string, at: number): Match | undefined {
  const near = text.slice(at, at + ANCHOR_CHARS_MAX).toLowerCase();
  const anchor = COMMAND_ANCHORS.find((name) => near.startsWith(name));
  return anchor === undefined ? undefined : passwordsOf(text, at, at + anchor.length)[0];
}

function passwordsOf(text: string, start: number, end: number): Span[] {
  if ((isName(text, start) && isName(text, start - 1)) || endsMask(text, start)) return [];
  const said = text.slice(start, end).toLowerCase();
  const from = end - (said.endsWith(' -') ? 2 : said.endsWith(' ') ? 1 : 0);
  const rest = text.slice(from, end + COMMAND_CHARS_MAX);
  const spans: Span[] = [];
  for (const program of BY_ANCHOR.get(said) ?? []) {
    const option = program.option.exec(rest);
    const span = option === null ? undefined : optionValue(text, from + option.index + option[0].length, program);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function optionValue(text: string, at: number, program: Program): Span | undefined {
  const open = quoteAt(text, at);
  if (endsJsonString(text, at)) return undefined;
  let start = open?.end ?? at;
  const end = open === undefined ? unquotedEnd(text, at) : (valueAt(text, at, 'password')?.end ?? text.length);
  if (program.isUserAndPassword === true) {
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon >= end || standsInMark(text, colon)) return undefined;
    start = colon + 1;
  }
  const content = text.slice(start, end);
  return isSpace(content, 0) || !isPassword(content, program)
    ? undefined
    : { start, end, class: 'password', rule: 'command-option' };
}
