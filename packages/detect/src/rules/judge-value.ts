// Whether what stands beside a name is a value of the name's class, and what of it is to be masked.
import type { SecretClass } from '../formats/detector.ts';
import { isMaskedIn } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { ESCAPE, hasAt, isDigit } from '../text/characters.ts';
import { DIGIT_KIND, HIGH_KIND, kindsIn, LETTER_KIND, OTHER_KIND } from '../text/kinds.ts';
import { isReferenceIn } from '../text/reference.ts';
import { cardValue, codeValue, expiryValue } from './card-values.ts';

/** A value with what was around it. */
export interface Valued {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** What is known of a value beside itself. */
export interface Around {
  readonly kind: SecretClass;
  readonly name: string;
  /** Nothing but the value follows its name: no sentence goes on behind it. */
  readonly isLone: boolean;
  readonly isJson: boolean;
}

/** Undefined for what is no value of the class: a reference, a state, a mask. */
export function judge(text: string, value: Valued, around: Around): Span | undefined {
  const { start, end } = value;
  if (end <= start) return undefined;
  const kinds = kindsIn(text, start, end);
  return isMaskedIn(text, start, end, kinds) ? undefined : judgeUnmasked(text, value, around, kinds);
}

/** The same of a value without a mask, of which the kinds of characters are known. */
export function judgeUnmasked(text: string, value: Valued, around: Around, kinds: number): Span | undefined {
  const { start, end, isQuoted } = value;
  const { kind } = around;
  switch (kind) {
    case 'card':
      return cardValue(text, spanOf(value, kind));
    case 'card-code':
      return codeValue(text, spanOf(value, kind));
    case 'card-expiry':
      return expiryValue(text, spanOf(value, kind));
    case 'email':
      return isQuoted && !isReferenceIn(text, start, end) && !isFlagOrNumber(text, start, end)
        ? spanOf(value, kind)
        : undefined;
    default:
      return isSecret(text, value, kinds, around) ? spanOf(value, kind) : undefined;
  }
}

function spanOf({ start, end }: Valued, kind: SecretClass): Span {
  return { start, end, class: kind, rule: kind };
}

const DIGITS_MAX = 64;

function isFlagOrNumber(text: string, start: number, end: number): boolean {
  if (kindsIn(text, start, end) === DIGIT_KIND) return end - start <= DIGITS_MAX;
  return (
    (end - start === 4 && text.startsWith('true', start)) || (end - start === 5 && text.startsWith('false', start))
  );
}

/** Names of Kubernetes objects, which its components log as `secret="kube-system/token-abc"`. */
const OBJECT_NAME = /^[a-z0-9.-]{1,63}\/[a-z0-9.-]{1,253}$/;

/** Fewer signs without a letter or digit are syntax. */
const SIGNS_MIN = 4;
const SIGNATURE_CHARS_MIN = 16;
/** Of a token in a sentence. */
const TOKEN_CHARS_MIN = 8;

/** `kinds` are those of the value's characters. */
function isSecret(text: string, value: Valued, kinds: number, around: Around): boolean {
  const { start, end, isQuoted } = value;
  if (isReferenceIn(text, start, end, kinds)) return false;
  if (!isQuoted && end - start < SIGNS_MIN && (kinds & (DIGIT_KIND | LETTER_KIND | HIGH_KIND)) === 0) return false;
  if (!isQuoted && around.isJson) return isDigit(text, start) && !isWord(around.name, 'tokens');
  if (hasAt(text, start, ESCAPE) || isOfOther(around.name, text, start, end)) return false;
  return isQuoted || isBareSecret(text, value, kinds, around);
}

/** What has such a name and is no secret: the name of an object, the signature of a program's function. */
function isOfOther(name: string, text: string, start: number, end: number): boolean {
  if (isWord(name, 'secret')) return OBJECT_NAME.test(text.slice(start, end));
  return end - start < SIGNATURE_CHARS_MIN && isWord(name, 'signature');
}

function isBareSecret(text: string, { start, end }: Valued, kinds: number, around: Around): boolean {
  const { name, isLone, kind } = around;
  const length = end - start;
  if (mayBeNoValue(name, length) && isNoValue(text.slice(start, end), name)) return false;
  if (isLone) return true;
  const content = text.slice(start, end);
  // An error's word ends in a colon, or is its number.
  if ((hasAt(text, end - 1, ':') || length === 3) && BEGINS_ERROR.test(content)) return false;
  return kind === 'password'
    ? (kinds & ~(LETTER_KIND | OTHER_KIND)) !== 0 || /[^A-Za-z'’-]/.test(content)
    : (kinds & DIGIT_KIND) !== 0 && length >= TOKEN_CHARS_MIN;
}

/** Whatever its case. */
function isWord(name: string, word: string): boolean {
  return name.length === word.length && name.toLowerCase() === word;
}

/** By its name and its length. */
function mayBeNoValue(name: string, length: number): boolean {
  const before = name.length - length - 1;
  const mayBeCount = length <= COUNT_DIGITS_MAX && name.length === COUNTED.length;
  return mayBeCount || before === -1 || (before >= 0 && name[before] === '.') || name[0] === '-';
}

function isNoValue(content: string, name: string): boolean {
  return isMetavariable(content, name) || isCount(content, name) || isItself(content, name);
}

/** How an error goes on behind a sentence's name: `cannot read password: x509: …`, `: 404 Not Found`. */
const BEGINS_ERROR =
  /^(?:(?:x509|strconv\.\w{1,16}|http2|asn1|p12|pkcs\d{1,2}|oauth2|[a-z]{2,12}\/[a-z0-9]{2,12}):|\d{3})$/;

/** `--password PASSWORD`: what a program's usage has in a value's place, or how a sentence goes on: `--password is required`. */
function isMetavariable(content: string, name: string): boolean {
  if (!name.startsWith('-')) return false;
  return GOES_ON.test(content) || (/^[A-Z][A-Z_-]{1,40}$/.test(content) && NAMES_VALUE.test(content));
}

const GOES_ON =
  /^(?:and|or|is|are|was|were|has|have|must|can|cannot|may|should|will|not|to|for|when|if|via|the|in|with|without|flags?|options?|arguments?|parameters?|requires?|instead),?$/;
const NAMES_VALUE = /(?:PASS|PASSWORD|TOKEN|SECRET|KEY|STRING|VALUE|TEXT|FILE|PWD)$/;

const COUNTED = 'pass';
const COUNT_DIGITS_MAX = 3;

/** `pass=3 fail=0` counts tests. */
function isCount(content: string, name: string): boolean {
  return content.length <= COUNT_DIGITS_MAX && isWord(name, COUNTED) && /^\d{1,3}$/.test(content);
}

const NAME_CHARS_MAX = 64;

/** `this.password = password;` of a program's text. */
function isItself(content: string, name: string): boolean {
  const before = name.length - content.length - 1;
  if (name.length > NAME_CHARS_MAX || before < -1 || (before >= 0 && name[before] !== '.')) return false;
  return name.endsWith(content);
}
