// Passwords that programs take as short options: `mysql -pX`, `curl -u user:X`, `sshpass -p X`, `redis-cli -a X`.
import { caseless } from '../anchors/pattern.ts';
import { endsMask, isMasked, standsInMark } from '../masks/mask.ts';
import type { Match } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isName, isSpace } from '../text/characters.ts';
import { quoteAt } from '../text/quote.ts';
import { isReference } from '../text/reference.ts';
import { unquotedEnd } from '../text/value.ts';
import { type Program, PROGRAMS } from './command-programs.ts';
import { LISTED_ANCHORS, listedPasswords } from './listed-options.ts';
import { endsJsonString } from './name-place.ts';
import type { Rule } from './rule.ts';
import { valueAt } from './value-at.ts';

const COMMAND_CHARS_MAX = 256;

/** In small letters, each once; text is asked whatever its case. */
export const COMMAND_ANCHORS: readonly string[] = [...new Set(PROGRAMS.map(({ anchor }) => anchor))];
const ANCHOR_CHARS_MAX = Math.max(...COMMAND_ANCHORS.map(({ length }) => length));

export const commands: Rule = {
  id: 'command-option',
  anchors: [...COMMAND_ANCHORS, ...LISTED_ANCHORS].map(caseless),
  find(text, { start, end }) {
    if (!text.slice(start, end).includes(',')) return passwordsOf(text, start, end);
    return listedPasswords(text, start, end);
  },
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
  return PROGRAMS.flatMap((program) => {
    const option = program.anchor === said ? program.option.exec(rest) : null;
    return option === null ? [] : (optionValue(text, from + option.index + option[0].length, program) ?? []);
  });
}

function optionValue(text: string, at: number, { isUserAndPassword, value }: Program): Span | undefined {
  const open = quoteAt(text, at);
  if (endsJsonString(text, at)) return undefined;
  let start = open?.end ?? at;
  const end = open === undefined ? unquotedEnd(text, at) : (valueAt(text, at, 'password')?.end ?? text.length);
  if (isUserAndPassword === true) {
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon >= end || standsInMark(text, colon)) return undefined;
    start = colon + 1;
  }
  const content = text.slice(start, end);
  if (content === '' || content.startsWith('-') || isSpace(content, 0) || isMasked(content) || isReference(content))
    return undefined;
  if (value !== undefined && !value.test(content)) return undefined;
  return { start, end, class: 'password', rule: 'command-option' };
}
