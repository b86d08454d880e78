// Codes that a message or its sender's log shows: `Your verification code is 482913`, `482913 is your verification code`, `one-time code: 482 913`.
import { caseless, spellings } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isDigit, isName } from '../text/characters.ts';
import type { Rule } from './rule.ts';

const RULE = 'one-time-code';
const SIDE_CHARS_MAX = 64;
/** Of the words of a field's name. */
const JOINTS = ' _-';
/** Four to eight digits, perhaps in two groups or behind a letter and a hyphen as Google sends them. */
const AFTER =
  /^(?: (?:is|was)(?: ?:)?[ \t]{1,4}|(\\{0,15}["'])? ?[:=][ \t]{0,4})(\\{0,15}["'`])?((?:[A-Z]-)?(?:\d{4,8}|\d{3}[ -]\d{3}))(?![\w:/-]|\.\d)/;
const BEFORE = /(?:^|[^\w./:-])((?:[A-Z]-)?(?:\d{4,8}|\d{3}[ -]\d{3})) is your (?:[A-Z][\w-]{0,24} ){0,2}$/;
/** Words that say what the code is for; codes of errors, countries and exits are none. */
const NAMES =
  'verification code,verification pin,authentication code,confirmation code,security code,login code,log-in code,sign-in code,access code,reset code,' +
  'recovery code,passcode,2fa code,one-time code,one time code,one-time password,one time password,one-time pin,otp code';

/** Sentences in which the code has no such name: what it is to be used for says it, or that it is yours. */
const SPOKEN = ['use code ', 'use the code ', 'enter code ', 'enter the code ', 'your code is ', 'your code: '];
const TO_USE =
  /^((?:[A-Z]-)?(?:\d{4,8}|\d{3}[ -]\d{3})) to (?:verify|confirm|sign in|log ?in|complete|reset|continue|activate|authenticate|finish)\b/i;
const YOURS = /^((?:[A-Z]-)?(?:\d{4,8}|\d{3}[ -]\d{3}))(?![\w:/-]|\.\d)/;

/** A name that only begins another: `verification codes`. */
export const oneTimeCodes: Rule = {
  id: RULE,
  anchors: [...NAMES.split(',').flatMap((name) => spellings(name, JOINTS)), ...SPOKEN.map(caseless)],
  find(text, { start, end }) {
    if (hasAt(text, end - 1, ' ')) return spoken(text, start, end);
    const after = AFTER.exec(text.slice(end, end + SIDE_CHARS_MAX));
    if (after !== null) {
      const [whole, name, quote, value = ''] = after;
      const code = span(end + whole.length - value.length, value);
      // A number of JSON becomes a string.
      return [name === undefined || quote !== undefined ? code : { ...code, before: name, after: name }];
    }
    const from = Math.max(0, start - SIDE_CHARS_MAX);
    const [whole, value = ''] = BEFORE.exec(text.slice(from, start)) ?? [];
    // Cut off from what it is part of.
    if (whole === undefined || (start - whole.length === from && isDigit(text, from - 1))) return [];
    return [span(start - whole.length + whole.indexOf(value), value)];
  },
};

function spoken(text: string, start: number, end: number): readonly Span[] {
  const form = /^y/i.test(text.charAt(start)) ? YOURS : TO_USE;
  const [, value] = form.exec(text.slice(end, end + SIDE_CHARS_MAX)) ?? [];
  return value === undefined || isName(text, start - 1) ? [] : [span(end, value)];
}

function span(start: number, value: string): Span {
  return { start, end: start + value.length, class: 'token', rule: RULE };
}
