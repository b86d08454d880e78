// The values of cookies, in the headers that send and set them.
import { caseless } from '../anchors/pattern.ts';
import { isMaskedIn } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt, isDigit, isSpace, skipBlank } from '../text/characters.ts';
import { byName } from './by-name.ts';
import { cardEnd } from './card-values.ts';
import { headerValue, type HeaderValue } from './header-value.ts';
import { nameAround } from './name-place.ts';
import { nameIn } from './names-met.ts';
import { classOfName, wordsOf } from './names.ts';
import type { Rule } from './rule.ts';

/** Every value of `Cookie`, and the first of `Set-Cookie`: what follows there are attributes. RFC 6265. */
export const cookies: Rule = {
  id: 'cookie',
  anchors: [caseless('cookie')],
  isOfName: true,
  find(text, anchor) {
    const named = nameAround(text, anchor);
    const count = countIn(named.name);
    if (count === 0) return [];
    const value = headerValue(text, named);
    return value === undefined ? [] : pairs(text, value, count);
  },
};

/** Browsers keep 180 of a site at most. */
const COOKIES_MAX = 1000;

/** How many cookies a field of that name holds. */
const countIn = byName((name) => {
  const words = wordsOf(name).join('-');
  if (words.endsWith('set-cookie')) return 1;
  return /(?:^|-)cookies?$/.test(words) ? COOKIES_MAX : 0;
});

const COOKIE_NAME_CHARS_MAX = 128;
const IN_COOKIE_NAME = characters(/[!#$%&'*+.^_`|~0-9A-Za-z-]/);
const IN_LISTED_VALUE = characters(/[^\s;"'\\`\u001B\]]/);
const IN_COOKIE_VALUE = characters(/[^\s;"'\\`\u001B]/);

/** The values of `a=1; b=2`. */
function pairs(text: string, { start, isList, open }: HeaderValue, count: number): readonly Span[] {
  const spans: Span[] = [];
  const isInValue = isList && open === undefined ? IN_LISTED_VALUE : IN_COOKIE_VALUE;
  // Another rule masks the value of a secret's name with what no cookie holds: once it has, the next cookie follows its mask.
  let isBehindSecret = false;
  let at = start;
  for (let cookie = 0; cookie < count; cookie++) {
    const name = at;
    while (IN_COOKIE_NAME(text, at) && at - name < COOKIE_NAME_CHARS_MAX) at++;
    const isNone = (at === name && !hasAt(text, at, '=')) || isMaskedIn(text, name, at);
    if (isNone && !isBehindSecret) return spans;
    isBehindSecret ||= isSecretName(text, name, at);
    // A cookie without a name or value is left out, and the next one follows it.
    if (hasAt(text, at, '=') && !isNone) {
      const from = ++at;
      while (isInValue(text, at)) at++;
      if (isSpace(text, at)) {
        at = cardEnd(text, digitsOf(text, from, at)) ?? at;
        while (isInValue(text, at)) at++;
      }
      if (at > from && !isMaskedIn(text, from, at))
        spans.push({ start: from, end: at, class: 'token', rule: 'cookie' });
    }
    if (isBehindSecret) at = nextSign(text, at);
    if (!hasAt(text, at, ';')) return spans;
    at = skipBlank(text, at + 1, 4);
  }
  return spans;
}

/** Where the first digit of the value stands: a card's number may have a bracket before it. */
function digitsOf(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isDigit(text, at)) at++;
  return at;
}

/** Of a value behind a sign, or behind a blank as in prose. */
function isSecretName(text: string, start: number, end: number): boolean {
  return (hasAt(text, end, '=') || hasAt(text, end, ' ')) && classOfName(nameIn(text, start, end)) !== undefined;
}

const GAP_CHARS_MAX = 256;

/** The next `;`, or the place itself. */
function nextSign(text: string, at: number): number {
  const length = text.slice(at, at + GAP_CHARS_MAX).indexOf(';');
  return length < 0 ? at : at + length;
}
