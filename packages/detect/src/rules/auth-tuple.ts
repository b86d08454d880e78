// Passwords as arguments of calls: `auth=('bob', 'x')`, `HTTPBasicAuth("bob", "x")`, and `PDO->__construct('mysql:…', 'bob', 'x')` of a stack trace.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isValue } from './is-value.ts';
import type { Rule } from './rule.ts';

const ARGUMENT_CHARS_MAX = 256;
const BLANKS_MAX = 4;

/** What opens the call, and how many arguments stand before the password, each a string. */
const CALLS = new Map([
  ['auth=(', 1],
  ['basicauth(', 1],
  ['pdo->__construct(', 2],
  ['mysqli->__construct(', 2],
  ['mysqli->real_connect(', 2],
  ['mysqli_connect(', 2],
]);

export const authTuple: Rule = {
  id: 'auth-tuple',
  anchors: [...CALLS.keys()].map(caseless),
  find(text, { start, end }) {
    let at = end;
    for (let before = CALLS.get(text.slice(start, end).toLowerCase()) ?? 0; before > 0; before--) {
      const open = quoteAt(text, at);
      const next = open === undefined ? undefined : closing(text, open, ARGUMENT_CHARS_MAX)?.end;
      if (next === undefined || !hasAt(text, next, ',')) return [];
      at = skipBlank(text, next + 1, BLANKS_MAX);
    }
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open, ARGUMENT_CHARS_MAX);
    if (open === undefined || close === undefined) return [];
    const content = text.slice(open.end, close.start);
    if (!isValue(content)) return [];
    return [{ start: open.end, end: close.start, class: 'password', rule: 'auth-tuple' } satisfies Span];
  },
};
