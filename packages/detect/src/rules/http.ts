// Credentials of HTTP: Authorization and its schemes, cookies, and JWTs wherever they stand.
import { caseless } from '../anchors/automaton.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { ESCAPE, isDigit, isLetter, isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { isReference, unquotedEnd } from '../text/value.ts';
import { nameAround, placeAfter } from './name-place.ts';
import { wordsOf } from './names.ts';
import type { Rule } from './rule.ts';

const SCHEME =
  /^(?:bearer|basic|token|digest|negotiate|ntlm|apikey|api-key|bot|hawk|dpop|aws4-hmac-sha256|key|oauth|splunk|sso-key|jwt)$/i;

const token = (start: number, end: number, rule: string): Span => ({ start, end, class: 'token', rule });

/** `Authorization: Bearer x`, in a header, a JSON object, a dump of an object. RFC 9110, section 11.6.2. */
export const authorization: Rule = {
  id: 'authorization',
  anchors: [caseless('authorization')],
  find(text, anchor) {
    const named = nameAround(text, anchor);
    if (!/^(?:proxy-?|x-|http_|\w{0,40}[.-])?(?:proxy_)?authorization$/i.test(named.name)) return [];
    const place = placeAfter(text, named);
    if (place === undefined || place.tie === 'blank' || place.tie === 'call') return [];
    const at = text[place.at] === '[' ? skipBlank(text, place.at + 1, 4) : place.at;
    const open = quoteAt(text, at);
    const start = open?.end ?? at;
    const end = open === undefined ? headerEnd(text, start) : (closing(text, open)?.start ?? text.length);
    return afterScheme(text, start, end);
  },
};

/** Where a header's unquoted value ends: at the line's end, or where the string ends that the header stands in. */
function headerEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/["'\\\r\n`\]}|]/.test(text.charAt(at)) && text[at] !== ESCAPE) {
    if (
      (text[at] === ',' || text[at] === ';') &&
      isSpace(text, at + 1) &&
      /^\s[A-Za-z-]{1,40}[:=]\s?/.test(text.slice(at + 1, at + 50))
    )
      break;
    at++;
  }
  while (at > start && isSpace(text, at - 1)) at--;
  return at;
}

function afterScheme(text: string, start: number, end: number): readonly Span[] {
  let blank = start;
  while (blank < end && !isSpace(text, blank)) blank++;
  const word = text.slice(start, blank);
  const hasScheme = SCHEME.test(word);
  const from = hasScheme ? skipBlank(text, blank, 4) : start;
  // Without a known scheme, one word is a credential; more are prose or a scheme of somebody's own.
  const to =
    hasScheme && /^(?:bearer|basic|token|negotiate)$/i.test(word) ? Math.min(end, unquotedEnd(text, from)) : end;
  const content = text.slice(from, to);
  if (
    content === '' ||
    isMasked(content) ||
    isReference(text.slice(from, to + 1)) ||
    isReference(content) ||
    (!hasScheme && !isCredential(content))
  )
    return [];
  return [token(from, to, 'authorization')];
}

function isCredential(content: string): boolean {
  return content.length >= 8 && !/\s/.test(content) && /[\d=_]/.test(content);
}

const BEARER_CHARS_MIN = 8;

/** `Bearer x` and `Basic x` without a header's name. */
export const schemes: Rule = {
  id: 'bearer',
  anchors: [caseless('bearer '), caseless('basic ')],
  find(text, { start, end: at }) {
    if (isLetter(text, start - 1)) return [];
    const from = skipBlank(text, at, 2);
    let end = from;
    while (end < text.length && /[A-Za-z0-9._~+/=-]/.test(text.charAt(end))) end++;
    while (end > from && text[end - 1] === '.') end--;
    const content = text.slice(from, end);
    if (content.length < BEARER_CHARS_MIN || isMasked(content) || !/\d/.test(content)) return [];
    if (/^basic/i.test(text.slice(start, at)) && !isBasic(content)) return [];
    return [token(from, end, /^basic/i.test(text.slice(start, at)) ? 'basic' : 'bearer')];
  },
};

/** RFC 7617: base64 of `user:password`. */
function isBasic(content: string): boolean {
  return /^[A-Za-z0-9+/]{8,4096}={0,2}$/.test(content) && Buffer.from(content, 'base64').includes(0x3a);
}

/** Every value of `Cookie`, and the first of `Set-Cookie`: what follows there are attributes. RFC 6265. */
export const cookies: Rule = {
  id: 'cookie',
  anchors: [caseless('cookie')],
  find(text, anchor) {
    const named = nameAround(text, anchor);
    const words = wordsOf(named.name).join('-');
    const isSet = words.endsWith('set-cookie');
    if (!isSet && !/(?:^|-)cookies?$/.test(words)) return [];
    const place = placeAfter(text, named);
    if (place === undefined || place.tie === 'blank' || place.tie === 'call') return [];
    const at = text[place.at] === '[' ? skipBlank(text, place.at + 1, 4) : place.at;
    const open = quoteAt(text, at);
    const start = open?.end ?? at;
    const end = open === undefined ? cookieEnd(text, start) : (closing(text, open)?.start ?? text.length);
    return pairs(text, start, end).slice(0, isSet ? 1 : undefined);
  },
};

function cookieEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/["'\\\r\n`]/.test(text.charAt(at)) && text[at] !== ESCAPE) at++;
  return at;
}

/** The values of `a=1; b=2`. */
function pairs(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  while (at < end) {
    const semicolon = text.indexOf(';', at);
    let to = semicolon < 0 || semicolon > end ? end : semicolon;
    const next = to + 1;
    const equals = text.indexOf('=', at);
    const name = text.slice(at, Math.max(at, equals));
    if (equals < 0 || equals >= to || !/^\s{0,4}[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name)) return spans;
    const blank = text.slice(equals + 1, to).search(/\s/);
    if (blank >= 0) to = equals + 1 + blank;
    const content = text.slice(equals + 1, to);
    if (content !== '' && !isMasked(content)) spans.push(token(equals + 1, to, 'cookie'));
    if (blank >= 0 && text.slice(to, next - 1).trim() !== '') return spans;
    at = next;
  }
  return spans;
}

/** RFC 7519: three parts of base64url, the first two of them JSON objects. */
export const jwts: Rule = {
  id: 'jwt',
  anchors: [['e', 'y', 'J']],
  find(text, { start }) {
    if (isLetter(text, start - 1) || isDigit(text, start - 1)) return [];
    let end = start;
    let dots = 0;
    while (end < text.length && /[A-Za-z0-9_.=-]/.test(text.charAt(end))) if (text[end++] === '.') dots++;
    while (end > start && text[end - 1] === '.') end--;
    const content = text.slice(start, end);
    const isToken = dots >= 2 && /^eyJ[\w-]{8,4000}={0,2}\.[\w-]{2,}={0,2}\./.test(content);
    return isToken ? [token(start, end, 'jwt')] : [];
  },
};
