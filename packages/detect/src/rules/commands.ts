// Passwords that programs take as short options: `mysql -pX`, `curl -u user:X`, `sshpass -p X`, `redis-cli -a X`.
import { caseless } from '../anchors/pattern.ts';
import { endsMask, isMasked, standsInMark } from '../masks/mask.ts';
import type { Match } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { isName, isSpace } from '../text/characters.ts';
import { quoteAt } from '../text/quote.ts';
import { isReference } from '../text/reference.ts';
import { unquotedEnd } from '../text/value.ts';
import { endsJsonString } from './name-place.ts';
import type { Rule } from './rule.ts';
import { valueAt } from './value-at.ts';

interface Program {
  readonly name: string;
  /** What stands before the value. */
  readonly option: RegExp;
  /** Only what follows the first colon is secret. */
  readonly isUserAndPassword?: boolean;
}

const PROGRAMS: readonly Program[] = [
  { name: 'mysql', option: /\s-p(?=\S)/ },
  { name: 'mysqldump', option: /\s-p(?=\S)/ },
  { name: 'mysqladmin', option: /\s-p(?=\S)/ },
  { name: 'mariadb', option: /\s-p(?=\S)/ },
  { name: 'sshpass', option: /\s-p ?/ },
  { name: 'redis-cli', option: /\s-a ?/ },
  { name: 'mongosh', option: /\s-p ?/ },
  { name: 'mongo', option: /\s-p ?/ },
  { name: 'mongodump', option: /\s-p ?/ },
  { name: 'sqlcmd', option: /\s-P ?/ },
  { name: 'docker login', option: /\s-p ?/ },
  { name: 'podman login', option: /\s-p ?/ },
  { name: 'helm registry login', option: /\s-p ?/ },
  { name: 'ldapsearch', option: /\s-w ?/ },
  { name: 'curl', option: /\s(?:-u ?|--user[ =])/, isUserAndPassword: true },
];

const COMMAND_CHARS_MAX = 256;

/** In small letters; text is asked whatever its case. */
export const COMMAND_ANCHORS: readonly string[] = PROGRAMS.map(({ name }) => `${name} -`);
const ANCHOR_CHARS_MAX = Math.max(...COMMAND_ANCHORS.map(({ length }) => length));

export const commands: Rule = {
  id: 'command-option',
  anchors: COMMAND_ANCHORS.map(caseless),
  find(text, { start, end }) {
    const span = passwordOf(text, start, end);
    return span === undefined ? [] : [span];
  },
};

/** The password that a command is given as an option, of the anchor that begins at `at`; undefined without one. */
export function commandPassword(text: string, at: number): Match | undefined {
  const near = text.slice(at, at + ANCHOR_CHARS_MAX).toLowerCase();
  const anchor = COMMAND_ANCHORS.find((name) => near.startsWith(name));
  return anchor === undefined ? undefined : passwordOf(text, at, at + anchor.length);
}

function passwordOf(text: string, start: number, end: number): Span | undefined {
  if (isName(text, start - 1) || endsMask(text, start)) return undefined;
  const said = text.slice(start, end - 2).toLowerCase();
  const program = PROGRAMS.find(({ name }) => name === said);
  const rest = text.slice(end - 2, end + COMMAND_CHARS_MAX);
  const option = program?.option.exec(rest);
  if (program === undefined || option === null || option === undefined) return undefined;
  return optionValue(text, end - 2 + option.index + option[0].length, program);
}

function optionValue(text: string, at: number, { isUserAndPassword }: Program): Span | undefined {
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
  return { start, end, class: 'password', rule: 'command-option' };
}
