// Credentials of HTTP: Authorization and its schemes, and JWTs wherever they stand.
import { caseless } from '../anchors/pattern.ts';
import { isMasked, isMaskedIn } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt, isDigit, isLetter, isName, isSpace, skipBlank } from '../text/characters.ts';
import { closing } from '../text/quote.ts';
import { isReferenceIn } from '../text/reference.ts';
import { unquotedEnd } from '../text/value.ts';
import { byName } from './by-name.ts';
import { headerValue, type HeaderValue } from './header-value.ts';
import { nameAround } from './name-place.ts';
import { nameIn } from './names-met.ts';
import { beforeSentence } from './next-sentence.ts';
import type { Rule } from './rule.ts';

/** Schemes of one word after them, and schemes whose parameters go on to the header's end. */
const ONE_WORD = /^(?:bearer|basic|token|negotiate|ntlm|apikey|api-key|bot|dpop|key|jwt|splunk)$/i;
const PARAMETERS = /^(?:digest|hawk|aws4-hmac-sha256|oauth|sso-key|signature)$/i;

const token = (start: number, end: number, rule: string): Span => ({ start, end, class: 'token', rule });

/** Servers take headers of 8 KiB at most by default; what goes on beyond ends at the line's end. */
const HEADER_CHARS_MAX = 16_384;

/** `Authorization: Bearer x`, in a header, a JSON object, a dump of an object. RFC 9110, section 11.6.2. */
export const authorization: Rule = {
  id: 'authorization',
  anchors: [caseless('authorization')],
  isOfName: true,
  find(text, anchor) {
    const named = nameAround(text, anchor);
    if (!isHeader(named.name)) return [];
    const value = headerValue(text, named);
    return value === undefined ? [] : credential(text, value);
  },
};

const isHeader = byName((name) => /^(?:proxy-?|x-|http_|[\w-]{0,40}\.)?(?:proxy_)?authorization$/i.test(name));

/** What follows the name of a scheme; undefined of what is none. */
const formOf = byName((word): 'word' | 'parameters' | undefined =>
  ONE_WORD.test(word) ? 'word' : PARAMETERS.test(word) ? 'parameters' : undefined,
);

function credential(text: string, { start, open }: HeaderValue): readonly Span[] {
  let blank = start;
  while (blank - start < SCHEME_CHARS_MAX && IN_WORD(text, blank)) blank++;
  const hasMore = hasAt(text, blank, ' ');
  const form = hasMore && blank > start ? formOf(nameIn(text, start, blank)) : undefined;
  const next = hasMore ? skipBlank(text, blank, 4) : start;
  if (form === 'parameters') {
    const end = open === undefined ? undefined : closing(text, open, HEADER_CHARS_MAX)?.start;
    return found(text, next, end ?? headerEnd(text, next));
  }
  const end = beforeSentence(text, next, unquotedEnd(text, next, HEADER_CHARS_MAX));
  // Without a scheme's name it is one of somebody's own, or prose.
  if (form !== 'word' && !isCredential(text, next, end)) return [];
  return found(text, next, end);
}

/** The longest scheme registered has twenty. */
const SCHEME_CHARS_MAX = 64;
const IN_WORD = characters(/[A-Za-z0-9_-]/);

function found(text: string, start: number, end: number): readonly Span[] {
  return end <= start || isMaskedIn(text, start, end) || isReferenceIn(text, start, end)
    ? []
    : [token(start, end, 'authorization')];
}

const IN_HEADER = characters(/[^"'\\\r\n`\u001B]/);

/** Where a header's unquoted value ends: at the line's end, or where the string ends that the header stands in. */
function headerEnd(text: string, start: number): number {
  let at = start;
  // Quotes belong to parameters: `Digest username="x", …`.
  while (
    IN_HEADER(text, at) ||
    (hasAt(text, at, '"') && (hasAt(text, at - 1, '=') || IN_HEADER(text, at - 1)) && text[at + 1] !== undefined)
  )
    at++;
  while (at > start && isSpace(text, at - 1)) at--;
  return at;
}

/** No word of prose is as long. */
const WORD_CHARS_MAX = 64;

function isCredential(text: string, start: number, end: number): boolean {
  return end - start > WORD_CHARS_MAX || (end - start >= 8 && /[\d=_]/.test(text.slice(start, end)));
}

const BEARER_CHARS_MIN = 8;
const IN_TOKEN = characters(/[A-Za-z0-9._~+/=-]/);

/** `token_type=bearer token_count=5`: what follows is a field of its own. */
const FIELD = /^[A-Za-z_.-]{1,64}=(?!=|$)/;

/** `Bearer x` and `Basic x` without a header's name. RFC 6750, section 2.1; RFC 7617. */
export const schemes: Rule = {
  id: 'bearer',
  anchors: [caseless('bearer '), caseless('basic ')],
  find(text, { start, end: at }) {
    if (isLetter(text, start - 1)) return [];
    const from = skipBlank(text, at, 2);
    let end = from;
    while (IN_TOKEN(text, end)) end++;
    while (end > from && hasAt(text, end - 1, '.')) end--;
    if (end - from < BEARER_CHARS_MIN) return [];
    const content = text.slice(from, end);
    if (isMasked(content) || FIELD.test(content)) return [];
    const isBasic =
      hasAt(text, start, 'b') || hasAt(text, start, 'B')
        ? hasAt(text, start + 1, 'a') || hasAt(text, start + 1, 'A')
        : false;
    if (isBasic ? !isUserAndPassword(content) : !/\d/.test(content)) return [];
    return [token(from, end, isBasic ? 'basic' : 'bearer')];
  },
};

/** A word without a digit is none by chance: what it says has to be text as well. */
function isUserAndPassword(content: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,4096}={0,2}$/.test(content)) return false;
  const said = Buffer.from(content, 'base64').toString('latin1');
  return (
    said.includes(':') && (/\d/.test(content) || (/.[A-Z=+/]/.test(content) && /^[\x20-\x7e]{1,4096}$/.test(said)))
  );
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
    while (isName(text, end)) if (hasAt(text, end++, '.')) dots++;
    while (end > start && hasAt(text, end - 1, '.')) end--;
    const content = text.slice(start, end);
    return dots >= 2 && /^eyJ[\w-]{8,4000}\.[\w-]{2,4000}\./.test(content) ? [token(start, end, 'jwt')] : [];
  },
};
