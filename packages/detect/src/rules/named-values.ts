// Values beside a name that says what they are: JSON, logfmt, YAML, SQL, query strings, variables, options, prose.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { ESCAPE, isDigit, isEnd, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { connectionFieldEnd, isReference, unquotedEnd } from '../text/value.ts';
import { cardValue, codeValue, expiryValue } from './card-values.ts';
import { nameAround, type Named, type Place, placeAfter } from './name-place.ts';
import { classOfName } from './names.ts';
import { fromProse } from './prose.ts';
import type { Anchored, Rule } from './rule.ts';

/** A value with what was around it. */
export interface Valued {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** Names hold one of these; the names themselves stand in `names.ts`. */
const ANCHORS = [
  'passw',
  'passphrase',
  'passcode',
  'pwd',
  'pass=',
  'pass:',
  'pass"',
  "pass'",
  'pass\\"',
  '_pass',
  'pw=',
  'pw:',
  'pw"',
  'secret',
  'token',
  'apikey',
  'api_key',
  'api-key',
  'api key',
  'accesskey',
  'access_key',
  'access-key',
  'access key',
  'privatekey',
  'private_key',
  'private-key',
  'signing_key',
  'signing-key',
  'signingkey',
  'encryption_key',
  'encryptionkey',
  'encryption-key',
  'accountkey',
  'account_key',
  'authkey',
  'auth_key',
  'auth-key',
  'master_key',
  'masterkey',
  'credential',
  'sessionid',
  'session_id',
  'session-id',
  'sessid',
  'otp=',
  'otp:',
  'otp"',
  'jwt=',
  'jwt:',
  'jwt"',
  'signature',
  'mail',
  'cvv',
  'cvc',
  'csc',
  'security code',
  'security_code',
  'securitycode',
  'verification_value',
  'card',
  'ccnum',
  'cc_num',
  'ccno',
  'cc_no',
  'cc=',
  'cc"',
  'pan=',
  'pan"',
  'pan:',
  'keypass',
  'storepass',
];

export const namedValues: Rule = {
  id: 'named-value',
  isOfName: true,
  anchors: ANCHORS.map(caseless),
  find: (text, anchor) => findNamed(text, anchor),
};

/** Names that mean something only beside a card; looked for in lines that hold one. */
export const besideCards: Rule = {
  id: 'card-expiry',
  isOfName: true,
  anchors: ['exp', 'valid'].map(caseless),
  find: (text, anchor) => findNamed(text, anchor).filter((span) => span.class === 'card-expiry'),
};

function findNamed(text: string, anchor: Anchored): readonly Span[] {
  const named = nameAround(text, anchor);
  const kind = classOfName(named.name);
  if (kind === undefined || isFolder(named.name, text)) return [];
  const place = placeAfter(text, named);
  if (place === undefined) return [];
  if (place.tie === 'blank' && !isOption(named)) return fromProse(text, named, place.at, kind);
  if (text[place.at] === '[' && place.tie !== 'equals') return elements(text, place.at, kind);
  const span = valueSpan(text, named, place, kind);
  return span === undefined ? [] : [span];
}

/** The shell's own variables for folders. */
function isFolder(name: string, text: string): boolean {
  return (name === 'PWD' || name === 'OLDPWD') && text.includes(`${name}=/`);
}

function isOption({ name }: Named): boolean {
  return name.startsWith('--') || (name.startsWith('-') && name.length > 2);
}

/** Card numbers, codes and dates are shorter. */
const CARD_VALUE_CHARS_MAX = 64;
const CARD_KINDS: ReadonlySet<SecretClass> = new Set(['card', 'card-code', 'card-expiry']);

/** The value at a place, quoted or not; undefined for what is too long to be one of its class. */
function valueAt(text: string, at: number, kind: SecretClass): Valued | undefined {
  const isCard = CARD_KINDS.has(kind);
  const open = quoteAt(text, at);
  if (open === undefined)
    return { start: at, end: unquotedEnd(text, at, isCard ? CARD_VALUE_CHARS_MAX : Infinity), isQuoted: false };
  const close = closing(text, open, isCard ? CARD_VALUE_CHARS_MAX : Infinity);
  if (isCard && close === undefined) return undefined;
  return { start: open.end, end: close?.start ?? text.length, isQuoted: true };
}

function valueSpan(text: string, named: Named, { tie, at }: Place, kind: SecretClass): Span | undefined {
  if (tie === 'call' && quoteAt(text, at) === undefined) return undefined;
  if (tie === 'markup') return markupSpan(text, at, kind);
  if (tie === 'blank' && text[at] === '-') return undefined;
  const isJson = named.quote !== undefined && tie === 'colon';
  // Looked at first: of an unquoted value that is none, the end may be far.
  if (quoteAt(text, at) === undefined && (kind === 'email' || (isJson && !isDigit(text, at)))) return undefined;
  const found = valueAt(text, at, kind);
  if (found === undefined) return undefined;
  const fieldEnd = tie === 'equals' && !found.isQuoted ? connectionFieldEnd(text, named.start, at) : undefined;
  const value = fieldEnd === undefined ? found : { ...found, end: fieldEnd };
  const isLone = value.isQuoted || tie !== 'colon' || isEnd(text, skipBlank(text, value.end, 2));
  const judged = judge(text, value, {
    kind,
    name: named.name,
    isLone,
    isJson,
  });
  if (judged === undefined) return undefined;
  const isNumber = named.quote?.mark === '"' && tie === 'colon' && !value.isQuoted;
  if (!isNumber) return judged;
  const quote = text.slice(named.quote.start, named.quote.end);
  return { ...judged, before: quote, after: quote };
}

const MARKUP_CHARS_MAX = 1024;

/** `<password>x</password>`. */
function markupSpan(text: string, at: number, kind: SecretClass): Span | undefined {
  const end = at + text.slice(at, at + MARKUP_CHARS_MAX).indexOf('<');
  if (end <= at || text[end + 1] !== '/') return undefined;
  return judge(text, { start: at, end, isQuoted: true }, { kind, name: '', isLone: true, isJson: false });
}

interface Around {
  readonly kind: SecretClass;
  readonly name: string;
  /** Nothing but the value follows its name: no sentence goes on behind it. */
  readonly isLone: boolean;
  readonly isJson: boolean;
}

function judge(text: string, value: Valued, around: Around): Span | undefined {
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
      return isQuoted && !isReference(content) && !/^(?:true|false|\d+)$/.test(content) ? span : undefined;
    default:
      return isSecret(content, value, around) ? span : undefined;
  }
}

/** Names of Kubernetes objects, which its components log as `secret="kube-system/token-abc"`. */
const OBJECT_NAME = /^[a-z0-9.-]{1,63}\/[a-z0-9.-]{1,253}$/;

function isSecret(content: string, { isQuoted }: Valued, { name, isLone, isJson, kind }: Around): boolean {
  if (isReference(content)) return false;
  if (isJson && !isQuoted) return isDigit(content, 0) && !/^tokens$/i.test(name);
  if (/^secret$/i.test(name) && OBJECT_NAME.test(content)) return false;
  if (/^signature$/i.test(name) && content.length < 16) return false;
  if (content.startsWith(ESCAPE)) return false;
  return (
    isLone ||
    isQuoted ||
    (kind === 'password' ? /[^A-Za-z'’-]/.test(content) : /\d/.test(content) && content.length >= 8)
  );
}

const ELEMENTS_MAX = 256;

/** Each string and number of `["a", "b"]`. */
function elements(text: string, open: number, kind: SecretClass): readonly Span[] {
  const spans: Span[] = [];
  let at = open + 1;
  for (let count = 0; count < ELEMENTS_MAX; count++) {
    at = skipBlank(text, at, 4);
    if (quoteAt(text, at) === undefined) return spans;
    const value = valueAt(text, at, kind);
    if (value === undefined) return spans;
    const span = judge(text, value, { kind, name: '', isLone: true, isJson: true });
    if (span !== undefined) spans.push(span);
    at = skipBlank(text, quoteAt(text, value.end)?.end ?? text.length, 4);
    if (text[at] !== ',') return spans;
    at++;
  }
  return spans;
}
