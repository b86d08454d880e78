// Passwords as short options in lists of arguments: `["mysql", "-px"]`, `['sshpass', '-p', 'x']`, also where the list stands in a string.
import { bare, exact } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isPassword, type Program, PROGRAMS } from './command-programs.ts';
import type { Rule } from './rule.ts';

/** Signs that follow a program as an element of a list. */
const ENDS = ['"', '\\"', "'"];

/** What takes an option in any place behind its name, which is one word. */
const LISTED: ReadonlyMap<string, readonly Program[]> = Map.groupBy(
  PROGRAMS.filter(({ anchor, option }) => /^[a-z_.-]{1,32} -?$/.test(anchor) && !option.source.startsWith('^')),
  nameOf,
);

function nameOf({ anchor }: Program): string {
  return anchor.slice(0, anchor.indexOf(' '));
}

/** What takes one behind a subcommand, by its words: `docker login`. */
const LISTED_LOGINS: ReadonlyMap<string, readonly Program[]> = Map.groupBy(
  PROGRAMS.filter(({ anchor, option }) => anchor.endsWith(' login ') && !option.source.startsWith('^')),
  ({ anchor }) => anchor.trimEnd(),
);
const LOGIN = 'login';

/** What stands before a program: its folder, or a quote. */
const BEFORE = '/"\'`';
const LOGINS = ENDS.flatMap((sign) => [`${LOGIN}${sign},${sign}-`, `${LOGIN}${sign}, ${sign}-`]);

/** In small letters, as programs are called; behind the word that so much else is called, an option must follow. */
const ANCHORS: readonly string[] = [
  ...[...LISTED.keys()].flatMap((name) => ENDS.map((sign) => `${name}${sign},`)),
  ...LOGINS,
];

const behind = (said: string): readonly string[] => [BEFORE, ...exact(said)];

export const listedOptions: Rule = {
  id: 'listed-option',
  anchors: ANCHORS.map(exact),
  patterns: ANCHORS.map((anchor) => ({ steps: behind(anchor), lead: 1, length: anchor.length })),
  sieve: [
    ...Array.from(LISTED.keys(), (name) => bare([...behind(name), '"\'\\'])),
    ...LOGINS.map((anchor) => bare(behind(anchor))),
  ],
  find: (text, { start, end }) => listedPasswords(text, start, end),
};

const WORDS_CHARS_MAX = 64;
/** The words of a list up to one of its last, with what stands between them. */
const WORDS = /(?:[a-z]{2,16}\\{0,15}["'], ?\\{0,15}["']){1,3}$/;
const BETWEEN = /\\{0,15}["'], ?\\{0,15}["']/g;

const ARGUMENT_CHARS_MAX = 256;
const ARGUMENTS_MAX = 64;

/** Of the arguments of a list, which begins with the program or a path that ends in it. */
function listedPasswords(text: string, start: number, end: number): Span[] {
  const [said = ''] = /^[a-z_.-]{1,32}/.exec(text.slice(start, end)) ?? [];
  let from = end;
  while (!hasAt(text, from - 1, ',')) from--;
  return programsOf(text, start, said).flatMap((program) => listedPassword(text, from, program) ?? []);
}

function programsOf(text: string, start: number, said: string): readonly Program[] {
  if (said !== LOGIN) return LISTED.get(said) ?? [];
  const [words = ''] = WORDS.exec(text.slice(Math.max(0, start - WORDS_CHARS_MAX), start)) ?? [];
  return LISTED_LOGINS.get(`${words.replace(BETWEEN, ' ')}${LOGIN}`) ?? [];
}

/** Of arguments that begin at `from`. */
function listedPassword(text: string, from: number, program: Program): Span | undefined {
  let at = from;
  let isNext = false;
  for (let count = 0; count < ARGUMENTS_MAX; count++) {
    const open = quoteAt(text, skipBlank(text, at, 1));
    const close = open === undefined ? undefined : closing(text, open, ARGUMENT_CHARS_MAX);
    if (open === undefined || close === undefined) return undefined;
    const length: number = isNext ? 0 : optionLength(text.slice(open.end, close.start), program);
    isNext = length === close.start - open.end;
    const span = length < 0 || isNext ? undefined : listedValue(text, open.end + length, close.start, program);
    if (span !== undefined) return span;
    if (!hasAt(text, close.end, ',')) return undefined;
    at = close.end + 1;
  }
  return undefined;
}

/** Characters of an argument before the value of the program's option, or -1; all of them where the value is the next argument. */
function optionLength(argument: string, { option }: Program): number {
  const found = option.exec(` ${argument} `);
  return found?.index === 0 ? Math.min(found[0].length - 1, argument.length) : -1;
}

function listedValue(text: string, at: number, end: number, program: Program): Span | undefined {
  const colon = program.isUserAndPassword === true ? text.slice(at, end).indexOf(':') : -1;
  if (program.isUserAndPassword === true && colon < 0) return undefined;
  const start = at + colon + 1;
  return isPassword(text.slice(start, end), program)
    ? { start, end, class: 'password', rule: 'command-option' }
    : undefined;
}
