// The sets of characters that formats are made of, as tables by byte.

/** A set of bytes: `has[code]` is 1 for a member. */
export interface Charset {
  readonly name: string;
  readonly chars: string;
  readonly has: Uint8Array;
}

const DIGIT = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALNUM = DIGIT + UPPER + LOWER;

/** Printable ASCII without space, quotes and brackets: what a password in a URL or a pair may hold. */
function visible(except: string): string {
  let chars = '';
  for (let code = 0x21; code < 0x7f; code++) {
    const char = String.fromCharCode(code);
    if (!except.includes(char)) chars += char;
  }
  return chars;
}

const CHARS: Readonly<Record<string, string>> = {
  digit: DIGIT,
  lower: LOWER,
  upper: UPPER,
  alpha: UPPER + LOWER,
  alnum: ALNUM,
  lowernum: DIGIT + LOWER,
  uppernum: DIGIT + UPPER,
  hex: `${DIGIT}abcdef`,
  hexupper: `${DIGIT}ABCDEF`,
  hexany: `${DIGIT}abcdefABCDEF`,
  base32: `${UPPER}234567`,
  base58: ALNUM.replaceAll(/[0OIl]/g, ''),
  // BIP 173, upper case as age writes its secret keys.
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  base64: `${ALNUM}+/`,
  base64pad: `${ALNUM}+/=`,
  base64url: `${ALNUM}-_`,
  word: `${ALNUM}_`,
  dash: `${ALNUM}-`,
  lowerdash: `${DIGIT}${LOWER}-`,
  host: `${ALNUM}-.`,
  dotted: `${ALNUM}-_.`,
  tilde: `${ALNUM}-_.~`,
  // What a JSON web token's part and an opaque token of RFC 6750 may hold.
  token68: `${ALNUM}-._~+/`,
  url: `${ALNUM}-._~%`,
  hkid: `${DIGIT}A`,
  // What `startproject` draws a key from.
  django: `${DIGIT}${LOWER}!@#$%^&*(-_=+)`,
  // A value of a connection string: `;` ends it.
  dsn: visible('"\'`<>\\;='),
  visible: visible('"\'`<>\\'),
};

function make(name: string, chars: string): Charset {
  const has = new Uint8Array(256);
  for (let index = 0; index < chars.length; index++) has[chars.charCodeAt(index)] = 1;
  return { name, chars, has };
}

const SETS: ReadonlyMap<string, Charset> = new Map(
  Object.entries(CHARS).map(([name, chars]) => [name, make(name, chars)]),
);

/** The set of that name; throws for a name that is none, so that a misspelt format never loads. */
export function charset(name: string): Charset {
  const set = SETS.get(name);
  if (set === undefined) throw new Error(`no charset is called ${name}`);
  return set;
}

export function isCharset(name: string): boolean {
  return SETS.has(name);
}

/** Membership of the byte at `index`; false beyond the text's ends. */
export function holds(set: Charset, text: string, index: number): boolean {
  return index >>> 0 < text.length && set.has[text.charCodeAt(index)] === 1;
}
