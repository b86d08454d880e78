// User and password as two arguments: `auth=('bob', 'x')`, `HTTPBasicAuth("bob", "x")`.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isReference } from '../text/reference.ts';
import type { Rule } from './rule.ts';

const ARGUMENT_CHARS_MAX = 256;
const BLANKS_MAX = 4;

export const authTuple: Rule = {
  id: 'auth-tuple',
  anchors: ['auth=(', 'basicauth('].map(caseless),
  find(text, { end }) {
    const user = quoteAt(text, end);
    const userEnd = user === undefined ? undefined : closing(text, user, ARGUMENT_CHARS_MAX)?.end;
    if (userEnd === undefined || text[userEnd] !== ',') return [];
    const open = quoteAt(text, skipBlank(text, userEnd + 1, BLANKS_MAX));
    const close = open === undefined ? undefined : closing(text, open, ARGUMENT_CHARS_MAX);
    if (open === undefined || close === undefined) return [];
    const content = text.slice(open.end, close.start);
    if (content === '' || isMasked(content) || isReference(content)) return [];
    return [{ start: open.end, end: close.start, class: 'password', rule: 'auth-tuple' } satisfies Span];
  },
};
