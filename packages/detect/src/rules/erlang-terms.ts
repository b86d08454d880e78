// Passwords in Erlang's terms, as RabbitMQ, EMQX and CouchDB log them: `{password,<<"x">>}`, `{<<"password">>,<<"x">>}`.
import { exact } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isValue } from './is-value.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

const NAME_CHARS_MAX = 96;
const VALUE_CHARS_MAX = 4096;
const NAME = /\{ ?(?:<<\\{0,15}"([\w.-]{1,64})\\{0,15}">>|'?([a-z][\w@]{0,64})'?)$/;
const RULE = 'erlang-term';

/** The pairs of a property list; a map's pairs are tied by a sign, as others' are. */
export const erlangTerms: Rule = {
  id: RULE,
  anchors: [[...exact(',<<'), '"\\']],
  work: 8,
  find(text, { start, end }) {
    const [, binary, atom] = NAME.exec(text.slice(Math.max(0, start - NAME_CHARS_MAX), start)) ?? [];
    const kind = classOfName(binary ?? atom ?? '');
    const open = kind === undefined ? undefined : quoteAt(text, end - 1);
    const close = open === undefined ? undefined : closing(text, open, VALUE_CHARS_MAX);
    if (kind === undefined || open === undefined || close === undefined) return [];
    const content = text.slice(open.end, close.start);
    if (!isValue(content)) return [];
    return [{ start: open.end, end: close.start, class: kind, rule: RULE } satisfies Span];
  },
};
