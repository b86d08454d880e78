// Types plain scalars as kubectl does: sigs.k8s.io/yaml 1.4 over its fork of go-yaml 2, `resolve.go`, then JSON.
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';

/** A plain scalar that JSON cannot hold: kubectl refuses the document. */
export const NOT_FINITE: unique symbol = Symbol('not finite');

const WORDS: ReadonlyMap<string, null | boolean | typeof NOT_FINITE> = new Map<
  string,
  null | boolean | typeof NOT_FINITE
>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF'].map((word) => [word, NOT_FINITE] as const),
  ...['+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'].map((word) => [word, NOT_FINITE] as const),
]);

const LONGEST_WORD = 5;
const PLAIN = 0;
const WORD = 1;
const NUMBER = 2;
const DOT = 3;

/** What a first character allows, as go-yaml's `resolveTable`. */
const HINT = new Uint8Array(128);
for (const sign of 'yYnNtTfFoO~') HINT[sign.charCodeAt(0)] = WORD;
for (const sign of '+-0123456789') HINT[sign.charCodeAt(0)] = NUMBER;
HINT['.'.charCodeAt(0)] = DOT;

/** Digits of which every number is exact as it is. */
const MAX_SHORT = 15;
const CODE_0 = 0x30;
const CODE_9 = 0x39;
const CODE_DOT = 0x2e;

const FOLLOWS = 1;
/** Needs what `BEFORE_SIGN` holds. */
const SIGN = 2;
/** A digit after an `x`. */
const HEX_DIGIT = 3;

/** What may follow in a number. */
const IN_NUMBER = new Uint8Array(128);
for (const sign of '0123456789._eEbBxXoO') IN_NUMBER[sign.charCodeAt(0)] = FOLLOWS;
for (const sign of '+-') IN_NUMBER[sign.charCodeAt(0)] = SIGN;
for (const sign of 'acdfACDF') IN_NUMBER[sign.charCodeAt(0)] = HEX_DIGIT;
const BEFORE_SIGN = 'eEbB_';
const HEX_MARK = /[xX]/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** What Go's `ParseFloat` takes after a dot; underscores must stand between digits. Without a repeated group: V8 keeps a place for each. */
const DOTTED = /^\.[0-9_]+(?:[eE][-+]?[0-9_]+)?$/;
const MISPLACED_UNDERSCORE = /(?:[^0-9]|^)_|_(?:[^0-9]|$)/;
/** A pattern of plain characters is replaced faster than a string. */
const UNDERSCORES = /_/g;
/** No 64-bit integer has more digits in any base; a longer text is not worth the work of making an integer of it. */
const MOST_DIGITS = 64;
const MAX_UNSIGNED = 2n ** 64n - 1n;
const MIN_SIGNED = -(2n ** 63n);
const MAX_SIGNED = 2n ** 63n - 1n;

/** Whether a plain scalar that starts with a code is text whatever follows. */
export function isText(first: number): boolean {
  return first >= HINT.length || HINT[first] === PLAIN;
}

/** The value of a plain scalar by its text. Integers over 2^53 lose precision, as in every JavaScript reader of JSON. */
export function resolvePlain(text: string): null | boolean | number | string | typeof NOT_FINITE {
  if (text === '') return null;
  const hint = HINT[text.charCodeAt(0)];
  if (hint === PLAIN || hint === undefined) return text;
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return hint === WORD ? text : resolveNumber(text, hint);
}

function resolveNumber(text: string, hint: number): number | string {
  const short = shortDecimal(text);
  if (short !== -1) return short;
  if (!mayBeNumber(text)) return text;
  if (hint === DOT)
    return DOTTED.test(text) && !MISPLACED_UNDERSCORE.test(text)
      ? finite(Number(text.replace(UNDERSCORES, '')), text)
      : text;
  const plain = text.includes('_') ? text.replace(UNDERSCORES, '') : text;
  const integer = parseInteger(plain);
  if (integer !== undefined) return Number(integer);
  return FLOAT.test(plain) ? finite(Number(plain), text) : text;
}

/** Most numbers by far: no sign, no leading zero, exact as they are. Else -1. */
function shortDecimal(text: string): number {
  if (text.length > MAX_SHORT || (text.length > 1 && text.charCodeAt(0) === CODE_0)) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < CODE_0 || code > CODE_9) return -1;
    value = value * 10 + code - CODE_0;
  }
  return value;
}

/** A first look, which spares most quantities, versions, addresses, dates and hashes the patterns. */
function mayBeNumber(text: string): boolean {
  let dots = 0;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < IN_NUMBER.length ? IN_NUMBER[code] : 0;
    if (kind === 0 || (code === CODE_DOT && ++dots > 1)) return false;
    if (kind === SIGN && !BEFORE_SIGN.includes(text.charAt(at - 1))) return false;
    if (kind === HEX_DIGIT) return HEX_MARK.test(text);
  }
  return true;
}

/** Go keeps what overflows a float64 as the text. */
function finite(value: number, text: string): number | string {
  return Number.isFinite(value) ? value + 0 : text;
}

/** Go's `ParseInt(text, 0, 64)`, then `ParseUint`: undefined when neither takes it. */
function parseInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text);
  if (match === null) return parseSignedBinary(text);
  const [, sign = '', hex, binary, octal, decimal] = match;
  if (decimal !== undefined && decimal.length < 16) return sign === '-' ? -Number(decimal) + 0 : Number(decimal);
  const digits = (hex ?? binary ?? octal ?? decimal ?? '').replace(/^0+/, '');
  if (digits.length > MOST_DIGITS) return undefined;
  const base = hex === undefined ? (binary === undefined ? (octal === undefined ? '' : '0o') : '0b') : '0x';
  const size = BigInt(`${base}${digits === '' ? '0' : digits}`);
  const value = sign === '-' ? -size : size;
  return value < MIN_SIGNED || value > (sign === '' ? MAX_UNSIGNED : MAX_SIGNED) ? undefined : value;
}

/** go-yaml's own last attempt: `ParseInt(text[2:], 2, 64)` takes a sign after `0b`. */
function parseSignedBinary(text: string): number | undefined {
  const digits = /^0b([-+][01]{1,52})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 2) + 0;
}

/** The JSON key that kubectl makes of a plain key; for a key that kubectl refuses, `null` or the integer's digits. */
export function keyOfPlain(text: string): string {
  const hint = text === '' ? WORD : HINT[text.charCodeAt(0)];
  if (hint === PLAIN || hint === undefined) return text;
  const value = resolvePlain(text);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberKey(text.replace(UNDERSCORES, ''));
  return value === NOT_FINITE ? notFiniteKey(text) : String(value);
}

function numberKey(digits: string): string {
  const integer = parseInteger(digits);
  return integer === undefined ? shortestFloat32(Number(digits)) : String(integer);
}

/** Why kubectl refuses a plain key, or undefined where it takes it. */
export function refusalOfKey(text: string): Reason | undefined {
  const hint = text === '' ? WORD : HINT[text.charCodeAt(0)];
  if (hint === PLAIN || hint === undefined || hint === DOT) return undefined;
  if (hint === WORD) return resolvePlain(text) === null ? REASON.nullKey : undefined;
  const integer = parseInteger(text.replace(UNDERSCORES, ''));
  return integer !== undefined && integer > MAX_SIGNED ? REASON.hugeKey : undefined;
}

function notFiniteKey(text: string): string {
  if (text.toLowerCase() === '.nan') return '.nan';
  return text.startsWith('-') ? '-.inf' : '.inf';
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that give the same float32. */
export function shortestFloat32(value: number): string {
  const single = Math.fround(value);
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toExponential(digits - 1))) !== single) digits++;
  const [mantissa = '', exponent = '0'] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  const size = Math.abs(power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}
