// Passwords of Redis: its configuration, and the AUTH commands that MONITOR and clients' logs show.
import { caseless } from '../anchors/pattern.ts';
import { endsMask } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isName, isSpace, skipBlank } from '../text/characters.ts';
import { closing, type Quote, quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { isValue } from './is-value.ts';
import { endsText } from './name-place.ts';
import { afterCopula } from './prose.ts';
import type { Rule } from './rule.ts';

const PASSWORD_CHARS_MAX = 512;
const BLANKS_MAX = 4;

/** `requirepass x`, `requirepass: x` of charts, `"CONFIG" "SET" "requirepass" "x"`, `"AUTH" "x"`, `"AUTH" "user" "x"`. */
export const redis: Rule = {
  id: 'redis-password',
  anchors: ['requirepass', 'masterauth', '"auth" ', '"auth\\" '].map(caseless),
  find(text, { start, end }) {
    const isCommand = hasAt(text, start, '"');
    if (isCommand ? !standsAlone(text, start) : isInName(text, start) || endsMask(text, start)) return [];
    const from = isCommand ? end : afterName(text, end);
    if (from === undefined || endsText(text, from)) return [];
    const first = argument(text, from);
    const second =
      isCommand && hasAt(text, first.next, ' ') ? argument(text, skipBlank(text, first.next, BLANKS_MAX)) : undefined;
    const { start: at, end: to } = second?.isQuoted === true ? second : first;
    const content = text.slice(at, to);
    if ((isCommand && !first.isQuoted) || !/[A-Za-z0-9]/.test(content) || !isValue(content)) return [];
    // `requirepass is not set` is a sentence.
    if (!isCommand && afterCopula(text, from) > from) return [];
    return [{ start: at, end: to, class: 'password', rule: 'redis-password' } satisfies Span];
  },
};

/** Options of the server have the names of settings. */
function isInName(text: string, start: number): boolean {
  return isName(text, text.startsWith('--', start - 2) ? start - 3 : start - 1);
}

/** Where the value of a setting begins, behind a blank or a sign. */
function afterName(text: string, end: number): number | undefined {
  const name = quoteAt(text, end)?.end ?? end;
  const sign = skipBlank(text, name, BLANKS_MAX);
  // `["redis-server", "--requirepass", "x"]`.
  const isArgument =
    name > end && hasAt(text, sign, ',') && quoteAt(text, skipBlank(text, sign + 1, BLANKS_MAX)) !== undefined;
  const length = isArgument ? 1 : (/^(?:=>|[:=])/.exec(text.slice(sign, sign + 2))?.[0].length ?? 0);
  if (length > 0) return skipBlank(text, sign + length, BLANKS_MAX);
  return isSpace(text, sign - 1) ? sign : undefined;
}

/** A word of its own, its quote perhaps behind backslashes, where the text itself may begin. */
function standsAlone(text: string, start: number): boolean {
  let at = start;
  while (hasAt(text, at - 1, '\\') && start - at < BLANKS_MAX) at--;
  return at === 0 || isSpace(text, at - 1) || (at < start && hasAt(text, at - 1, '"'));
}

interface Argument extends Range {
  readonly isQuoted: boolean;
}

function argument(text: string, at: number): Argument {
  const open = quoteAt(text, at);
  return { ...(open === undefined ? bare(text, at) : quoted(text, open)), isQuoted: open !== undefined };
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
