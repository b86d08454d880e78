// The name that an anchor belongs to, and what stands between it and its value.
import { afterColourOrEscape, characters, hasAt, isEnd, isName, isSpace, skipBlank } from '../text/characters.ts';
import { type Quote, quoteAt, quoteBefore } from '../text/quote.ts';
import { nameIn } from './names-met.ts';
import type { Anchored } from './rule.ts';

const NAME_CHARS_MAX = 64;
const BLANKS_MAX = 4;

export interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Around the name; one that only stands before it opens a longer text. */
  readonly quote: Quote | undefined;
}

/** The name is the longest run of its characters around the anchor. */
export function nameAround(text: string, { start: from, end: to }: Anchored): Named {
  let start = from;
  while (from - start < NAME_CHARS_MAX && isName(text, start - 1)) start--;
  start = afterColourOrEscape(text, start, from);
  let end = to;
  // Some anchors end in the sign that follows a name.
  while (end > from && !isName(text, end - 1)) end--;
  while (end - to < NAME_CHARS_MAX && isName(text, end)) end++;
  const name = nameIn(text, start, end);
  const quote = quoteBefore(text, start);
  return { name, start, end, quote: quote !== undefined && isRepeated(text, quote, end) ? quote : undefined };
}

function isRepeated(text: string, { start, end }: Quote, at: number): boolean {
  for (let index = start; index < end; index++)
    if (text.charCodeAt(index) !== text.charCodeAt(at + index - start)) return false;
  return true;
}

/** How a value is tied to its name. */
export type Tie = 'colon' | 'equals' | 'blank' | 'element' | 'pair' | 'call' | 'markup';

export interface Place {
  readonly tie: Tie;
  /** Where the value or its quote begins. */
  readonly at: number;
}

const OPERATORS = ['===', '=>', '==', '=', ':=', ':', '!=', '~=', '<>', '->', '%3D', '%3d'];
const BEGINS_OPERATOR = characters(/[=:!~<%-]/);

/** Characters of the operator at a place, 0 where there is none. Nearly all are one sign. */
function operatorLength(text: string, at: number): number {
  const next = text[at + 1];
  if (next !== '=' && next !== '>' && (hasAt(text, at, '=') || hasAt(text, at, ':'))) return 1;
  return OPERATORS.find((operator) => text.startsWith(operator, at))?.length ?? 0;
}

/** Undefined where no value can follow. */
export function placeAfter(text: string, named: Named): Place | undefined {
  const found = tied(text, named);
  if (found === undefined) return undefined;
  const place = BEGINS_WRAPPER(text, found.at) ? pastWrapper(text, found) : found;
  return named.quote === undefined && endsText(text, place.at) && isSigned(place) ? undefined : place;
}

function isSigned({ tie }: Place): boolean {
  return tie === 'colon' || tie === 'equals' || tie === 'call';
}

/** What stands between a sign and the string that is the value: a constructor of Rust, a function of SQL, a binary of Erlang, a type of PHP's `var_dump` or YAML. */
const WRAPPER =
  /^(?:(?:Some|Secret|SecretString|SecretBox|crypt|md5|sha1|sha256)\((?=\\{0,15}["'])|<<(?=\\{0,15}")|(?:\\{1,8}n)?\s{0,8}string\(\d{1,5}\) (?=\\{0,15}")|!!(?:binary|str) )/i;
const WRAPPER_CHARS_MAX = 64;
const BEGINS_WRAPPER = characters(/[SsCcMm!<\\]/);

function pastWrapper(text: string, place: Place): Place {
  if (place.tie !== 'colon' && place.tie !== 'equals') return place;
  const [wrapper] = WRAPPER.exec(text.slice(place.at, place.at + WRAPPER_CHARS_MAX)) ?? [];
  return wrapper === undefined ? place : { tie: place.tie, at: place.at + wrapper.length };
}

/** `"msg":"Password: "}`: a quote behind a name without quotes that ends the text which the name stands in. */
export function endsText(text: string, at: number): boolean {
  const quote = quoteAt(text, at);
  return quote !== undefined && (isEnd(text, quote.end) || BEHIND_TEXT(text, quote.end));
}

const BEHIND_TEXT = characters(/[,:}\])\\]/);

/** Brackets, then the end, or a sign and how a value of JSON begins; or brackets and the quote of a string around. */
const ENDS_JSON_STRING =
  /^(?:[}\]]{0,16}(?:$|[,:] ?(?:\\{0,16}["']|[[{] ?[[{}\]\\"'\d-]|-?\d[\d.Ee+-]{0,20} ?(?:[,}\]]|$)|true|false|null))|[}\]]{1,16}[\\"])/;
const JSON_CHARS_MAX = 64;

/** `{"cmd":["mysql -p"],"n":1}`: a quote that ends the text which an option stands in; the option's value may begin with a bracket. */
export function endsJsonString(text: string, at: number): boolean {
  const quote = quoteAt(text, at);
  return quote !== undefined && ENDS_JSON_STRING.test(text.slice(quote.end, quote.end + JSON_CHARS_MAX));
}

function tied(text: string, named: Named): Place | undefined {
  const { end, quote } = named;
  if (quote === undefined && quoteAt(text, end) !== undefined) return beforeQuote(text, named);
  if (quote === undefined && isNameField(text, named)) return valueField(text, end);
  const close = quote === undefined ? end : end + quote.end - quote.start;
  const at = hasAt(text, close, ']') ? close + 1 : close;
  const after = skipBlank(text, at, BLANKS_MAX);
  const length = BEGINS_OPERATOR(text, after) ? operatorLength(text, after) : 0;
  return length === 0 ? withoutOperator(text, named, { at, after }) : behindOperator(text, named, after, length);
}

/** A quote ends the text in which a name without quotes stands, or the key of several words. */
function beforeQuote(text: string, named: Named): Place | undefined {
  const { start, end } = named;
  if (isNameField(text, named)) return valueField(text, end);
  return hasAt(text, start - 1, '/') ? patched(text, end) : spacedKey(text, end);
}

/** `length` is the operator's, which stands at `after`. */
function behindOperator(text: string, named: Named, after: number, length: number): Place | undefined {
  const behind = after + length;
  if (length === 1 && hasAt(text, after, ':')) {
    // `Foo::bar` and `https://` are no values of their names; LDIF has `userPassword:: ` before base64. RFC 2849.
    const next = text[behind];
    if (next === ':' && hasAt(text, behind + 1, ' '))
      return { tie: 'equals', at: skipBlank(text, behind + 1, BLANKS_MAX) };
    if (next === ':' || (next === '/' && hasAt(text, behind + 1, '/'))) return undefined;
    return { tie: 'colon', at: skipBlank(text, behind, BLANKS_MAX) };
  }
  if (hasAt(text, after, '=') && after === named.end && isPadding(text, named, behind)) return undefined;
  return { tie: 'equals', at: skipBlank(text, behind, BLANKS_MAX) };
}

/** Behind the name, and behind the blanks after it. */
interface Behind {
  readonly at: number;
  readonly after: number;
}

function withoutOperator(text: string, { start, end, quote, name }: Named, { at, after }: Behind): Place | undefined {
  if (hasAt(text, after, '(')) return { tie: 'call', at: skipBlank(text, after + 1, BLANKS_MAX) };
  if (hasAt(text, after, '>') && after === at && (quote !== undefined || /[<:]/.test(text.charAt(start - 1))))
    return { tie: 'markup', at: at + 1 };
  if (quote === undefined && hasAt(text, at, ' ') && opensElement(text, start)) return behindAttributes(text, at);
  if (quote !== undefined && ATTRIBUTE.test(text.slice(after, after + 7)))
    return { tie: 'equals', at: after + 'value='.length };
  if (quote !== undefined && at > end) return elementAfter(text, after, name);
  return isSpace(text, at) ? { tie: 'blank', at: after } : undefined;
}

const NAMESPACE_CHARS_MAX = 32;
const ATTRIBUTES_CHARS_MAX = 256;

/** `<password` or `<wsse:Password`. */
function opensElement(text: string, start: number): boolean {
  let at = start;
  if (hasAt(text, at - 1, ':')) at--;
  while (at < start && start - at < NAMESPACE_CHARS_MAX && isName(text, at - 1)) at--;
  return hasAt(text, at - 1, '<');
}

/** `<wsse:Password Type="PasswordText">x</wsse:Password>`; an element without content has no value. */
function behindAttributes(text: string, at: number): Place | undefined {
  const length = text.slice(at, at + ATTRIBUTES_CHARS_MAX).search(/[<>]/);
  return length > 0 && hasAt(text, at + length, '>') && !hasAt(text, at + length - 1, '/')
    ? { tie: 'markup', at: at + length + 1 }
    : undefined;
}

/** `<add key="Password" value="x"/>`. */
const ATTRIBUTE = /^value=["'\\]/i;

const ENCODED_CHARS_MIN = 20;

/** `…CkPW== and so on`: the end of base64, which reads as a name and its value. */
function isPadding(text: string, named: Named, after: number): boolean {
  return (isEnd(text, after) || endsText(text, after)) && endsBase64(text, named);
}

function endsBase64(text: string, { name, start }: Named): boolean {
  const isEncoded = name.length >= ENCODED_CHARS_MIN && /\d/.test(name) && /[a-z]/.test(name) && /[A-Z]/.test(name);
  return isEncoded || hasAt(text, start - 1, '+') || hasAt(text, start - 1, '/');
}

const NAME_FIELD = /(?:^|[{, ])Name:$/;

function isNameField(text: string, { start }: Named): boolean {
  return hasAt(text, start - 1, ':') && NAME_FIELD.test(text.slice(Math.max(0, start - 6), start));
}

/** `EnvVar{Name:DB_PASSWORD,Value:x,ValueFrom:nil,}`, as the API's own types print themselves. */
function valueField(text: string, end: number): Place | undefined {
  const [tie] = /^,? ?Value:/.exec(text.slice(end, end + 8)) ?? [];
  return tie === undefined ? undefined : { tie: 'colon', at: end + tie.length };
}

/** `"db password": "x"`: a key of several words has a string as its value. */
function spacedKey(text: string, end: number): Place | undefined {
  const after = skipBlank(text, quoteAt(text, end)?.end ?? end, BLANKS_MAX);
  const sign = hasAt(text, after, ':') ? ':' : '=>';
  if (!text.startsWith(sign, after)) return undefined;
  const at = skipBlank(text, after + sign.length, BLANKS_MAX);
  return quoteAt(text, at) === undefined ? undefined : { tie: sign === ':' ? 'colon' : 'equals', at };
}

/** `"path":"/data/password","value":"x"` of a JSON Patch. RFC 6902. */
function patched(text: string, end: number): Place | undefined {
  const place = elementAfter(text, quoteAt(text, end)?.end ?? end, '');
  return place?.tie === 'element' ? place : undefined;
}

/** `"--password", "x"` of arguments, and `"name":"PASSWORD","value":"x"` of variables. */
function elementAfter(text: string, comma: number, name: string): Place | undefined {
  if (!hasAt(text, comma, ',')) return undefined;
  const next = skipBlank(text, comma + 1, BLANKS_MAX);
  const open = quoteAt(text, next);
  if (open === undefined) return undefined;
  if (name.startsWith('-')) return { tie: 'element', at: next };
  if (!/^value\b/i.test(text.slice(open.end, open.end + 6))) return { tie: 'pair', at: next };
  const close = quoteAt(text, open.end + 'value'.length);
  if (close === undefined) return { tie: 'pair', at: next };
  const colon = skipBlank(text, close.end, BLANKS_MAX);
  return hasAt(text, colon, ':') ? { tie: 'element', at: skipBlank(text, colon + 1, BLANKS_MAX) } : undefined;
}
