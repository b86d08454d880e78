// Values that pydantic quotes in its errors beside the name of the field, or below it: `password\n  String should … [type=…, input_value='x', …]`.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { isName } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

/** Characters of an error between the field's name and the value. */
const ERROR_MAX = 320;
const NUMBER_MAX = 64;
/** The field, a line break as JSON writes it or blanks, the message, and the type. */
const FIELD = /(?:^|[\s.]|\\n)([\w-]{1,64})(?:\\{1,2}n|\s)\s{1,4}[A-Z][^[\]]{1,200}\[type=\w{1,64}, $/;
const RULE = 'validation-error';
const VALUE = 'input_value=';

/** https://docs.pydantic.dev/latest/errors/errors/ */
export const validationError: Rule = {
  id: RULE,
  anchors: [caseless(VALUE)],
  work: 16,
  find(text, { start, end }) {
    const [, field = ''] = FIELD.exec(text.slice(Math.max(0, start - ERROR_MAX), start)) ?? [];
    return inputValue(text, end, field);
  },
};

function inputValue(text: string, at: number, field: string): readonly Span[] {
  const kind = classOfName(field);
  if (kind === undefined) return [];
  const open = quoteAt(text, at);
  if (open === undefined) {
    const [digits = ''] = /^\d{1,64}/.exec(text.slice(at, at + NUMBER_MAX)) ?? [];
    const stop = at + digits.length;
    return digits === '' ? [] : [{ start: at, end: stop, class: kind, rule: RULE, before: "'", after: "'" }];
  }
  const stop = closing(text, open)?.start ?? open.end;
  return stop > open.end && !isMasked(text.slice(open.end, stop))
    ? [{ start: open.end, end: stop, class: kind, rule: RULE }]
    : [];
}

/** The message behind what the field's line begins with, too. */
const MESSAGE = /^ {2}[A-Z][^[\]]{1,200}\[type=\w{1,64}, $/;
/** A path: `user.password`, `items.0.token`. */
const PATH = /^[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}$/;
const PATH_CHARS_MAX = 128;

/** The value of an error whose field alone stands on the line before, behind the same prefix of a logger. */
export function inputValueBelow(text: string, before: string): readonly Span[] {
  const anchor = text.indexOf(VALUE);
  let start = before.length;
  while (before.length - start < PATH_CHARS_MAX && isName(before, start - 1)) start--;
  const path = before.slice(start);
  if (anchor < start || !PATH.test(path) || !text.startsWith(before.slice(0, start))) return [];
  return anchor - start <= ERROR_MAX && MESSAGE.test(text.slice(start, anchor))
    ? inputValue(text, anchor + VALUE.length, path)
    : [];
}
