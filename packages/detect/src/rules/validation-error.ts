// Values that pydantic quotes in its errors beside the name of the field: `password\n  String should … [type=…, input_value='x', …]`.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

/** Characters of an error between the field's name and the value. */
const ERROR_MAX = 320;
const NUMBER_MAX = 64;
/** The field, a line break as JSON writes it or blanks, the message, and the type. */
const FIELD = /(?:^|[\s.]|\\n)([\w-]{1,64})(?:\\{1,2}n|\s)\s{1,4}[A-Z][^[\]]{1,200}\[type=\w{1,64}, $/;

/** https://docs.pydantic.dev/latest/errors/errors/ */
export const validationError: Rule = {
  id: 'validation-error',
  anchors: [caseless('input_value=')],
  work: 16,
  find(text, { start, end }) {
    const [, field = ''] = FIELD.exec(text.slice(Math.max(0, start - ERROR_MAX), start)) ?? [];
    const kind = classOfName(field);
    if (kind === undefined) return [];
    const rule = 'validation-error';
    const open = quoteAt(text, end);
    if (open === undefined) {
      const [digits = ''] = /^\d{1,64}/.exec(text.slice(end, end + NUMBER_MAX)) ?? [];
      const stop = end + digits.length;
      return digits === ''
        ? []
        : [{ start: end, end: stop, class: kind, rule, before: "'", after: "'" } satisfies Span];
    }
    const stop = closing(text, open)?.start ?? open.end;
    return stop > open.end && !isMasked(text.slice(open.end, stop))
      ? [{ start: open.end, end: stop, class: kind, rule }]
      : [];
  },
};
