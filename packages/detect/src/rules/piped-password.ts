// A password that a shell pipes into a program, as tracing shells and logs of jobs show it: `echo x | docker login --password-stdin`, `echo root:x | chpasswd`, `echo x | sudo -S`.
import { caseless, exact } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isName, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { unquotedEnd } from '../text/value.ts';
import { isValue } from './is-value.ts';
import type { Rule } from './rule.ts';

const COMMAND_CHARS_MAX = 256;
const ECHO = 'echo ';
const BLANKS_MAX = 4;
/** Takes a user and a password. */
const PAIRS = '| chpasswd';
/** Not a password but a yes to a question. */
const ANSWER = /^(?:y|yes|n|no)$/i;

export const pipedPassword: Rule = {
  id: 'piped-password',
  anchors: [
    ...['--password-stdin', PAIRS, '| kinit', '| cryptsetup', '| passwd --stdin'].map(caseless),
    exact('| sudo -S'),
  ],
  find(text, { start, end: behind }) {
    const from = Math.max(0, start - COMMAND_CHARS_MAX);
    const echo = text.slice(from, start).lastIndexOf(ECHO);
    if (echo < 0 || isName(text, from + echo - 1)) return [];
    let at = skipBlank(text, from + echo + ECHO.length, BLANKS_MAX);
    if (text.startsWith('-n ', at)) at += 3;
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open, COMMAND_CHARS_MAX);
    if (open !== undefined && close === undefined) return [];
    const end = close?.start ?? unquotedEnd(text, at, COMMAND_CHARS_MAX);
    const whole = open?.end ?? at;
    const isPair = text.slice(start, behind).toLowerCase() === PAIRS;
    // Before the colon stands the user.
    const first = !isPair ? whole : text.slice(whole, end).indexOf(':') + 1 + whole;
    if (first === whole && isPair) return [];
    const span = {
      start: first,
      end,
      class: 'password',
      rule: 'piped-password',
    } as const satisfies Span;
    const content = text.slice(span.start, span.end);
    const isPiped = hasAt(text, skipBlank(text, close?.end ?? span.end, BLANKS_MAX), '|');
    return !isPiped || ANSWER.test(content) || !isValue(content) ? [] : [span];
  },
};
