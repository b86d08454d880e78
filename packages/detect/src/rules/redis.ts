// Passwords of Redis: its configuration, and the AUTH commands that MONITOR and clients' logs show.
import { caseless } from '../anchors/automaton.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { isName, isSpace, skipBlank } from '../text/characters.ts';
import { closing, type Quote, quoteAt } from '../text/quote.ts';
import { isReference } from '../text/reference.ts';
import { unquotedEnd } from '../text/value.ts';
import type { Rule } from './rule.ts';

const PASSWORD_CHARS_MAX = 512;
const BLANKS_MAX = 4;

/** `requirepass x`, `"CONFIG" "SET" "requirepass" "x"`, `"AUTH" "x"`, `"AUTH" "user" "x"`. */
export const redis: Rule = {
  id: 'redis-password',
  anchors: ['requirepass', 'masterauth', '"auth" ', '"auth\\" '].map(caseless),
  find(text, { start, end }) {
    if (isName(text, start - 1)) return [];
    const isCommand = text[start] === '"';
    const from = isCommand ? end : skipBlank(text, quoteAt(text, end)?.end ?? end, BLANKS_MAX);
    if (!isSpace(text, from - 1)) return [];
    const first = argument(text, from);
    const hasMore = isCommand && first !== undefined && text[first.next] === ' ';
    const second = hasMore ? argument(text, skipBlank(text, first.next, BLANKS_MAX)) : undefined;
    const found = second ?? first;
    return found === undefined || (isCommand && !found.isQuoted) ? [] : [found.span];
  },
};

interface Argument {
  readonly span: Span;
  readonly next: number;
  readonly isQuoted: boolean;
}

function argument(text: string, at: number): Argument | undefined {
  const open = quoteAt(text, at);
  const { start, end, next } = open === undefined ? bare(text, at) : quoted(text, open);
  const content = text.slice(start, end);
  if (content === '' || isMasked(content) || isReference(content)) return undefined;
  return { span: { start, end, class: 'password', rule: 'redis-password' }, next, isQuoted: open !== undefined };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function bare(text: string, start: number): Range {
  const end = unquotedEnd(text, start, PASSWORD_CHARS_MAX);
  return { start, end, next: end };
}

function quoted(text: string, open: Quote): Range {
  const close = closing(text, open, PASSWORD_CHARS_MAX);
  return { start: open.end, end: close?.start ?? open.end, next: close?.end ?? open.end };
}
