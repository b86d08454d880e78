// Credentials of HTTP: Authorization and its schemes, cookies, and JWTs wherever they stand.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { characters, isDigit, isLetter, isName, isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isReference, unquotedEnd } from '../text/value.ts';
import { nameAround, type Named, placeAfter } from './name-place.ts';
import { wordsOf } from './names.ts';
import type { Rule } from './rule.ts';

/** Schemes of one word after them, and schemes whose parameters go on to the header's end. */
const ONE_WORD = /^(?:bearer|basic|token|negotiate|ntlm|apikey|api-key|bot|dpop|key|jwt|splunk)$/i;
const PARAMETERS = /^(?:digest|hawk|aws4-hmac-sha256|oauth|sso-key|signature)$/i;

const token = (start: number, end: number, rule: string): Span => ({ start, end, class: 'token', rule });

/** Where the value of a header begins, past the quote and the bracket that it may stand in. */
function headerValue(
  text: string,
  named: Named,
): { readonly start: number; readonly end: number | undefined } | undefined {
  const place = placeAfter(text, named);
  if (place === undefined || place.tie === 'blank' || place.tie === 'call') return undefined;
  const at = text[place.at] === '[' ? skipBlank(text, place.at + 1, 4) : place.at;
  const open = quoteAt(text, at);
  if (open === undefined) return { start: at, end: undefined };
  return { start: open.end, end: closing(text, open, HEADER_CHARS_MAX)?.start };
}

/** Servers take headers of 8 KiB at most by default; what goes on beyond ends at the line's end. */
const HEADER_CHARS_MAX = 16_384;

/** `Authorization: Bearer x`, in a header, a JSON object, a dump of an object. RFC 9110, section 11.6.2. */
export const authorization: Rule = {
  id: 'authorization',
  anchors: [caseless('authorization')],
  isOfName: true,
  find(text, anchor) {
    const named = nameAround(text, anchor);
    if (!/^(?:proxy-?|x-|http_|[\w-]{0,40}\.)?(?:proxy_)?authorization$/i.test(named.name)) return [];
    const value = headerValue(text, named);
    return value === undefined ? [] : credential(text, value.start, value.end);
  },
};

function credential(text: string, start: number, end: number | undefined): readonly Span[] {
  let blank = start;
  while (blank < text.length && IN_WORD(text, blank)) blank++;
  const word = text.slice(start, blank);
  const hasMore = text[blank] === ' ';
  const next = skipBlank(text, blank, 4);
  if (hasMore && PARAMETERS.test(word)) return found(text, next, end ?? headerEnd(text, next));
  if (hasMore && ONE_WORD.test(word)) return found(text, next, wordEnd(text, next, end));
  if (!hasMore)
    return isCredential(text.slice(start, wordEnd(text, start, end)))
      ? found(text, start, wordEnd(text, start, end))
      : [];
  // A scheme of somebody's own, or prose.
  const to = wordEnd(text, next, end);
  return isCredential(text.slice(next, to)) ? found(text, next, to) : [];
}

const IN_WORD = characters(/[A-Za-z0-9_-]/);

function wordEnd(text: string, start: number, end: number | undefined): number {
  return Math.min(end ?? text.length, unquotedEnd(text, start));
}

function found(text: string, start: number, end: number): readonly Span[] {
  const content = text.slice(start, end);
  return content === '' || isMasked(content) || isReference(content) ? [] : [token(start, end, 'authorization')];
}

const IN_HEADER = characters(/[^"'\\\r\n`\u001B]/);

/** Where a header's unquoted value ends: at the line's end, or where the string ends that the header stands in. */
function headerEnd(text: string, start: number): number {
  let at = start;
  // Quotes belong to parameters: `Digest username="x", …`.
  while (
    IN_HEADER(text, at) ||
    (text[at] === '"' && (text[at - 1] === '=' || IN_HEADER(text, at - 1)) && text[at + 1] !== undefined)
  )
    at++;
  while (at > start && isSpace(text, at - 1)) at--;
  return at;
}

function isCredential(content: string): boolean {
  return content.length >= 8 && /[\d=_]/.test(content);
}

const BEARER_CHARS_MIN = 8;
const IN_TOKEN = characters(/[A-Za-z0-9._~+/=-]/);

/** `Bearer x` and `Basic x` without a header's name. RFC 6750, section 2.1; RFC 7617. */
export const schemes: Rule = {
  id: 'bearer',
  anchors: [caseless('bearer '), caseless('basic ')],
  find(text, { start, end: at }) {
    if (isLetter(text, start - 1)) return [];
    const from = skipBlank(text, at, 2);
    let end = from;
    while (IN_TOKEN(text, end)) end++;
    while (end > from && text[end - 1] === '.') end--;
    const content = text.slice(from, end);
    if (content.length < BEARER_CHARS_MIN || isMasked(content) || !/\d/.test(content)) return [];
    const isBasic =
      text[start] === 'b' || text[start] === 'B' ? text[start + 1] === 'a' || text[start + 1] === 'A' : false;
    if (isBasic && !isUserAndPassword(content)) return [];
    return [token(from, end, isBasic ? 'basic' : 'bearer')];
  },
};

function isUserAndPassword(content: string): boolean {
  return /^[A-Za-z0-9+/]{8,4096}={0,2}$/.test(content) && Buffer.from(content, 'base64').includes(0x3a);
}

/** Every value of `Cookie`, and the first of `Set-Cookie`: what follows there are attributes. RFC 6265. */
export const cookies: Rule = {
  id: 'cookie',
  anchors: [caseless('cookie')],
  isOfName: true,
  find(text, anchor) {
    const named = nameAround(text, anchor);
    const words = wordsOf(named.name).join('-');
    const isSet = words.endsWith('set-cookie');
    if (!isSet && !/(?:^|-)cookies?$/.test(words)) return [];
    const value = headerValue(text, named);
    return value === undefined ? [] : pairs(text, value.start, isSet ? 1 : COOKIES_MAX);
  },
};

/** Browsers keep 180 of a site at most. */
const COOKIES_MAX = 1000;
const COOKIE_NAME_CHARS_MAX = 128;
const IN_COOKIE_NAME = characters(/[!#$%&'*+.^_`|~0-9A-Za-z-]/);
const IN_COOKIE_VALUE = characters(/[^\s;"'\\`\u001B]/);

/** The values of `a=1; b=2`. */
function pairs(text: string, start: number, count: number): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  for (let cookie = 0; cookie < count; cookie++) {
    const name = at;
    while (IN_COOKIE_NAME(text, at) && at - name < COOKIE_NAME_CHARS_MAX) at++;
    if (at === name || text[at] !== '=') return spans;
    const from = ++at;
    while (IN_COOKIE_VALUE(text, at)) at++;
    if (at > from && !isMasked(text.slice(from, at))) spans.push(token(from, at, 'cookie'));
    if (text[at] !== ';') return spans;
    at = skipBlank(text, at + 1, 4);
  }
  return spans;
}

/** RFC 7519: three parts of base64url, the first two of them JSON objects. */
export const jwts: Rule = {
  id: 'jwt',
  anchors: [['e', 'y', 'J']],
  isOfName: true,
  find(text, { start }) {
    if (isLetter(text, start - 1) || isDigit(text, start - 1)) return [];
    let end = start;
    let dots = 0;
    while (isName(text, end)) if (text[end++] === '.') dots++;
    while (end > start && text[end - 1] === '.') end--;
    const content = text.slice(start, end);
    return dots >= 2 && /^eyJ[\w-]{8,4000}\.[\w-]{2,}\./.test(content) ? [token(start, end, 'jwt')] : [];
  },
};
