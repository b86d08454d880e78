// Command lines in records of the Linux audit system: PROCTITLE in hexadecimal, EXECVE argument by argument.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isDigit } from '../text/characters.ts';
import { commands } from './commands.ts';
import { isValue } from './is-value.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

/** Digits of a command line: the kernel keeps 4,096 bytes of it. */
const HEX_MAX = 8192;
const QUOTED_MAX = 4096;
const ARGUMENTS_MAX = 64;
const NUMBER_MAX = 3;

/** One argument, where it stands in the line, and how many characters there are one of its own. */
interface Argument {
  readonly text: string;
  readonly at: number;
  readonly scale: 1 | 2;
}

const decoded = (hex: string): string => Buffer.from(hex.slice(0, hex.length & ~1), 'hex').toString('latin1');

const isHex = (sign: string | undefined): boolean => sign !== undefined && /^[0-9A-Fa-f]$/.test(sign);

/** The place behind a run of hexadecimal digits. */
function hexEnd(text: string, from: number): number {
  let at = from;
  while (at - from < HEX_MAX && isHex(text[at])) at++;
  return at;
}

function inProctitle(text: string, from: number): Argument[] {
  let at = from;
  return decoded(text.slice(from, hexEnd(text, from)))
    .split('\0', ARGUMENTS_MAX)
    .map((argument) => {
      const here: Argument = { text: argument, at, scale: 2 };
      at += 2 * (argument.length + 1);
      return here;
    });
}

/** An argument, and the place behind it. */
type Read = readonly [argument: Argument, end: number];

/** `"mysql"`, its quotes behind backslashes where the record is within JSON. */
function quotedAt(text: string, from: number): Read | undefined {
  const isEscaped = hasAt(text, from, '\\');
  const start = from + (isEscaped ? 2 : 1);
  let end = start;
  while (end - start < QUOTED_MAX && end < text.length && !hasAt(text, end, '"') && !hasAt(text, end, '\\')) end++;
  const quote = isEscaped ? end + 1 : end;
  if (!hasAt(text, quote, '"') || (isEscaped && !hasAt(text, end, '\\'))) return undefined;
  return [{ text: text.slice(start, end), at: start, scale: 1 }, quote + 1];
}

/** What has a blank or a quote in it is written in hexadecimal; before a mask, the rest of it is gone. */
function hexAt(text: string, from: number): Read | undefined {
  const end = hexEnd(text, from);
  if (end === from || /^[\w*]$/.test(text.charAt(end))) return undefined;
  return [{ text: decoded(text.slice(from, end)), at: from, scale: 2 }, end];
}

/** ` a1="mysql"` or ` a1=2D7073`. */
function argumentAt(text: string, from: number): Read | undefined {
  if (!hasAt(text, from, ' ') || !hasAt(text, from + 1, 'a')) return undefined;
  let at = from + 2;
  while (at - from < 2 + NUMBER_MAX && isDigit(text, at)) at++;
  if (at === from + 2 || !hasAt(text, at, '=')) return undefined;
  const isQuoted = hasAt(text, at + 1, '"') || (hasAt(text, at + 1, '\\') && hasAt(text, at + 2, '"'));
  return isQuoted ? quotedAt(text, at + 1) : hexAt(text, at + 1);
}

function inExecve(text: string, from: number): Argument[] {
  const found: Argument[] = [];
  let next = argumentAt(text, from);
  while (next !== undefined && found.length < ARGUMENTS_MAX) {
    found.push(next[0]);
    next = argumentAt(text, next[1]);
  }
  return found;
}

function spanOf({ text, at, scale }: Argument, from: number, kind: SecretClass): Span[] {
  const value = text.slice(from);
  if (!isValue(value)) return [];
  return [{ start: at + scale * from, end: at + scale * text.length, class: kind, rule: 'audit-command' }];
}

/** `--password=x`, `--password x`, `PGPASSWORD=x`. */
function named(args: readonly Argument[]): Span[] {
  return args.flatMap((argument, index) => {
    const [, name = '', sign] = /^-{0,2}([\w.-]{2,64})(=)?/.exec(argument.text) ?? [];
    const kind = classOfName(name);
    if (kind === undefined) return [];
    if (sign !== undefined) return spanOf(argument, argument.text.indexOf('=') + 1, kind);
    const next = args[index + 1];
    const isFlag = argument.text.startsWith('--') && argument.text.length === name.length + 2;
    return isFlag && next !== undefined && !next.text.startsWith('-') ? spanOf(next, 0, kind) : [];
  });
}

/** Short options of programs that `commands` knows: the argument from the value to its end. */
function short(args: readonly Argument[], memo: LineMemo): Span[] {
  const [program, first] = args;
  if (program === undefined || first === undefined) return [];
  const name = program.text.slice(program.text.lastIndexOf('/') + 1);
  const line = [name, ...args.slice(1).map(({ text }) => text)].join(' ');
  const isLogin = /^(?:login|registry)$/.test(first.text);
  const end = line.indexOf(' -') + 2;
  if (end < 2 || (!isLogin && end !== name.length + 2)) return [];
  return commands.find(line, { start: 0, end }, memo).flatMap(({ start, class: kind }) => {
    let from = name.length + 1;
    for (const argument of args.slice(1)) {
      if (start >= from && start < from + argument.text.length) return spanOf(argument, start - from, kind);
      from += argument.text.length + 1;
    }
    return [];
  });
}

export const auditCommand: Rule = {
  id: 'audit-command',
  anchors: [caseless('proctitle='), caseless(' argc=')],
  work: 16,
  find(text, { start, end }, memo) {
    const count = /^\d{1,4}/.exec(text.slice(end, end + 4))?.[0].length ?? 0;
    const args = hasAt(text, start, ' ') ? inExecve(text, end + count) : inProctitle(text, end);
    const spans = [...named(args), ...short(args, memo)];
    return spans.toSorted((a, b) => a.start - b.start);
  },
};
