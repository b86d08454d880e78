// Passwords that programs take as short options: `mysql -pX`, `curl -u user:X`, `sshpass -p X`, `redis-cli -a X`.
import { caseless } from '../anchors/pattern.ts';
import { endsMask, isMasked, standsInMark } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { isName, isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt, quoteBefore } from '../text/quote.ts';
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

/** The sign that follows a program as an element of a list: `["mysql", "-px"]`, also where the list stands in a string. */
const LISTED = ['"', '\\"', "'"];

export const commands: Rule = {
  id: 'command-option',
  anchors: [
    ...PROGRAMS.map(({ name }) => caseless(`${name} -`)),
    ...PROGRAMS.filter(({ name }) => !name.includes(' ')).flatMap(({ name }) =>
      LISTED.map((sign) => caseless(`${name}${sign},`)),
    ),
  ],
  find(text, { start, end }) {
    if (text[end - 1] === ',') return listed(text, start, end);
    if (isName(text, start - 1) || endsMask(text, start)) return [];
    const said = text.slice(start, end - 2).toLowerCase();
    const program = PROGRAMS.find(({ name }) => name === said);
    const rest = text.slice(end - 2, end + COMMAND_CHARS_MAX);
    const option = program?.option.exec(rest);
    if (program === undefined || option === null || option === undefined) return [];
    const span = optionValue(text, end - 2 + option.index + option[0].length, program);
    return span === undefined ? [] : [span];
  },
};

const ARGUMENTS_MAX = 64;

/** The arguments of a list, which begins with the program or a path that ends in it. */
function listed(text: string, start: number, end: number): readonly Span[] {
  const before = text[start - 1];
  const said = /^[a-z-]{1,32}/i.exec(text.slice(start, end))?.[0].toLowerCase();
  const program = PROGRAMS.find(({ name }) => name === said);
  if (program === undefined || (before !== '/' && quoteBefore(text, start) === undefined)) return [];
  let at = end;
  let isNext = false;
  for (let count = 0; count < ARGUMENTS_MAX; count++) {
    const open = quoteAt(text, skipBlank(text, at, 1));
    const close = open === undefined ? undefined : closing(text, open, COMMAND_CHARS_MAX);
    if (open === undefined || close === undefined) return [];
    const length: number = isNext ? 0 : optionLength(text.slice(open.end, close.start), program);
    isNext = length === close.start - open.end;
    const span = length < 0 || isNext ? undefined : listedValue(text, open.end + length, close.start, program);
    if (span !== undefined) return [span];
    if (text[close.end] !== ',') return [];
    at = close.end + 1;
  }
  return [];
}

/** Characters of an argument before the value of the program's option, or -1; all of them where the value is the next argument. */
function optionLength(argument: string, { option }: Program): number {
  const found = option.exec(` ${argument} `);
  return found?.index === 0 ? Math.min(found[0].length - 1, argument.length) : -1;
}

function listedValue(text: string, at: number, end: number, { isUserAndPassword }: Program): Span | undefined {
  const colon = isUserAndPassword === true ? text.slice(at, end).indexOf(':') : -1;
  const start = at + colon + 1;
  const content = text.slice(start, end);
  const isNone = content === '' || content.startsWith('-') || isMasked(content) || isReference(content);
  return isNone || (isUserAndPassword === true && colon < 0)
    ? undefined
    : { start, end, class: 'password', rule: 'command-option' };
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
