// User and password in one value: SASL's PLAIN, and the property of Kafka's clients for a registry.
import { caseless } from '../anchors/pattern.ts';
import { endsMask, isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { characters, isLetter, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isReference } from '../text/reference.ts';
import { unquotedEnd } from '../text/value.ts';
import { nameAround, placeAfter } from './name-place.ts';
import type { Rule } from './rule.ts';

const ENCODED_CHARS_MIN = 8;
const ENCODED_CHARS_MAX = 4096;
const IN_BASE64 = characters(/[A-Za-z0-9+/=]/);
const NUL = 0;
const VALUE_CHARS_MAX = 512;

/** `AUTH PLAIN AGFwcAB4`, in base64: the identity, the user and the password, a NUL before each of the last two. RFC 4616. */
export const saslPlain: Rule = {
  id: 'sasl-plain',
  anchors: ['auth plain ', 'authenticate plain '].map(caseless),
  find(text, { start, end }) {
    if (isLetter(text, start - 1) || endsMask(text, start)) return [];
    const from = skipBlank(text, end, 2);
    let to = from;
    while (IN_BASE64(text, to) && to - from < ENCODED_CHARS_MAX) to++;
    const parts = Buffer.from(text.slice(from, to), 'base64').filter((byte) => byte === NUL).length;
    if (to - from < ENCODED_CHARS_MIN || parts !== 2) return [];
    return [{ start: from, end: to, class: 'token', rule: 'sasl-plain' } satisfies Span];
  },
};

/** `basic.auth.user.info = app:x`, also with what it configures before it. */
export const userInfo: Rule = {
  id: 'user-info',
  anchors: [caseless('auth.user.info')],
  isOfName: true,
  find(text, anchor) {
    const named = nameAround(text, anchor);
    const place = /\.user\.info$/i.test(named.name) ? placeAfter(text, named) : undefined;
    if (place?.tie !== 'equals' && place?.tie !== 'colon') return [];
    const open = quoteAt(text, place.at);
    const from = open?.end ?? place.at;
    const end =
      open === undefined ? unquotedEnd(text, from, VALUE_CHARS_MAX) : closing(text, open, VALUE_CHARS_MAX)?.start;
    const value = text.slice(from, end ?? from);
    const colon = value.indexOf(':');
    if (end === undefined || colon < 0 || colon + 1 === value.length || isMasked(value)) return [];
    if (isReference(value.slice(colon + 1))) return [];
    return [{ start: from + colon + 1, end, class: 'password', rule: 'user-info' } satisfies Span];
  },
};
