// Whether what stands beside a name is a value of the name's class, and what of it is to be masked.
import type { SecretClass } from '../formats/detector.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { ESCAPE, isDigit } from '../text/characters.ts';
import { isReference } from '../text/reference.ts';
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
  const { start, end, isQuoted } = value;
  const content = text.slice(start, end);
  if (content === '' || isMasked(content)) return undefined;
  const { kind } = around;
  const span: Span = { start, end, class: kind, rule: kind };
  switch (kind) {
    case 'card':
      return cardValue(text, span);
    case 'card-code':
      return codeValue(text, span);
    case 'card-expiry':
      return expiryValue(text, span);
    case 'email':
      return isQuoted && !isReference(content) && !/^(?:true|false|\d{1,64})$/.test(content) ? span : undefined;
    default:
      return isSecret(content, value, around) ? span : undefined;
  }
}

/** Names of Kubernetes objects, which its components log as `secret="kube-system/token-abc"`. */
const OBJECT_NAME = /^[a-z0-9.-]{1,63}\/[a-z0-9.-]{1,253}$/;

/** Fewer signs without a letter or digit are syntax. */
const SIGNS_MIN = 4;
const SECRET_CHARS = 'secret'.length;
const SIGNATURE_CHARS_MIN = 16;

function isSecret(content: string, { isQuoted }: Valued, { name, isLone, isJson, kind }: Around): boolean {
  if (isReference(content)) return false;
  if (!isQuoted && content.length < SIGNS_MIN && !/[A-Za-z0-9\u0080-\u00FF]/.test(content)) return false;
  if (isJson && !isQuoted) return isDigit(content, 0) && !/^tokens$/i.test(name);
  if (name.length === SECRET_CHARS && /^secret$/i.test(name) && OBJECT_NAME.test(content)) return false;
  if (content.length < SIGNATURE_CHARS_MIN && /^signature$/i.test(name)) return false;
  if (
    content.startsWith(ESCAPE) ||
    (!isQuoted && (isMetavariable(content, name) || isCount(content, name) || isItself(content, name)))
  )
    return false;
  if (!isLone && !isQuoted && BEGINS_ERROR.test(content)) return false;
  return (
    isLone ||
    isQuoted ||
    (kind === 'password' ? /[^A-Za-z'’-]/.test(content) : /\d/.test(content) && content.length >= 8)
  );
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

/** `pass=3 fail=0` counts tests. */
function isCount(content: string, name: string): boolean {
  return content.length <= 3 && /^\d{1,3}$/.test(content) && /^pass$/i.test(name);
}

/** `this.password = password;` of a program's text. */
function isItself(content: string, name: string): boolean {
  return name.length <= 64 && (name === content || (name.length > content.length && name.endsWith(`.${content}`)));
}
