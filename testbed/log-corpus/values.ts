// Values by class with the masks that the specification gives them; all are made by chance and belong to nobody.
import type { Random } from '../../bench/random.ts';
import { type Marked, secret } from './marked.ts';

export type Kind = 'password' | 'token' | 'email' | 'card' | 'card-expiry' | 'card-code';

const TEN = '**********';
export const MASKS: Readonly<Record<Kind, string>> = {
  password: TEN,
  token: TEN,
  email: TEN,
  card: '************',
  'card-expiry': '**/**',
  'card-code': '***',
};

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
export const ALNUM = UPPER + LOWER + DIGITS;

export function chars(random: Random, alphabet: string, length: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += alphabet.charAt(random.below(alphabet.length));
  return text;
}

const WORDS = ['super', 'Secret', 'summer', 'Dragon', 'letmein', 'Welcome', 'hunter', 'correct', 'Horse', 'staple'];
const NAMES = ['jane', 'bob', 'li.wei', 'ann-marie', 'o_brien', 'jsmith', 'maria.garcia', 'k8s.admin', 'x', 'sales'];
const HOSTS = ['example.com', 'mail.example.org', 'corp.example.net', 'example.co.uk', 'sub.dept.example.edu'];

/** How people and generators make passwords; every one has a letter, and a digit or a sign. */
const PASSWORDS: readonly ((random: Random) => string)[] = [
  (random) => `${random.pick(WORDS)}${random.pick(WORDS)}${random.below(10_000)}`,
  (random) => `${random.pick(WORDS)}${random.below(100)}!`,
  (random) => `${random.pick(WORDS)}@${random.below(10_000)}`,
  (random) => `${random.pick(WORDS)}#${chars(random, ALNUM, 4)}$x`,
  (random) => `P${chars(random, LOWER, 3)}%${random.below(90) + 10}^${chars(random, UPPER, 2)}`,
  (random) => `a1${chars(random, ALNUM, 14)}`,
  (random) => `q${chars(random, `${ALNUM}-_`, 21)}0x`,
  (random) => `${random.pick(WORDS)}-${random.pick(WORDS)}-${random.pick(WORDS)}-${random.below(9) + 1}`.toLowerCase(),
  (random) => `${chars(random, `${ALNUM}+/`, 42)}9k=`,
];

/** Passwords that only stand in quotes or behind an escape. */
const QUOTED: readonly ((random: Random) => string)[] = [
  (random) => `${random.pick(WORDS)} ${random.pick(WORDS)} ${random.below(100)}`,
  (random) => `${random.pick(WORDS)}"${random.below(100)}`,
  (random) => `${random.pick(WORDS)}\\${random.below(100)}a`,
  (random) => `${random.pick(WORDS)},${random.below(100)};${chars(random, LOWER, 3)}`,
  (random) => `{${random.pick(WORDS)}}${random.below(100)}&`,
];

const TOKENS: readonly ((random: Random) => string)[] = [
  (random) => random.hex(32),
  (random) => random.hex(40),
  (random) => random.hex(64),
  (random) => random.uid(),
  (random) => `${chars(random, ALNUM, 31)}7`,
  (random) => `${chars(random, `${ALNUM}-_`, 42)}4`,
  (random) => `${chars(random, `${ALNUM}+/`, 41)}Z9=`,
  (random) => `tok_${chars(random, ALNUM, 23)}5`,
  (random) => jwt(random),
];

/** Three parts, signed by chance. */
export function jwt(random: Random): string {
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const payload = { sub: random.uid(), iat: 1_767_225_600 + random.below(1e6), role: random.word(5) };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.${chars(random, `${ALNUM}-_`, 43)}`;
}

/** Prefixes and lengths of the networks' numbers, as they publish them. */
const CARDS: readonly (readonly [string, number])[] = [
  ['4', 16],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['6011', 16],
  ['65', 16],
  ['3528', 16],
  ['36', 14],
  ['62', 16],
];

/** Luhn's digit for what stands before it: ISO/IEC 7812-1, annex B. */
export function luhnDigit(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at++) {
    const digit = Number(body.charAt(body.length - 1 - at)) * (at % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

export function card(random: Random): string {
  const [prefix, length] = random.pick(CARDS);
  const body = prefix + chars(random, DIGITS, length - 1 - prefix.length);
  return body + luhnDigit(body);
}

/** Four by four, or as American Express and Diners Club print theirs. */
export function grouped(number: string, gap: string): string {
  const parts = number.length === 16 ? [4, 8, 12, 16] : [4, 10, number.length];
  return parts.map((end, index) => number.slice(parts[index - 1] ?? 0, end)).join(gap);
}

const EXPIRIES: readonly ((month: string, year: number) => string)[] = [
  (month, year) => `${month}/${year}`,
  (month, year) => `${month}/20${year}`,
  (month, year) => `${month}-${year}`,
  (month, year) => `20${year}-${month}`,
];

function expiry(random: Random): string {
  const month = String(random.below(12) + 1).padStart(2, '0');
  return random.pick(EXPIRIES)(month, 25 + random.below(10));
}

const MAKE: Readonly<Record<Kind, (random: Random) => string>> = {
  password: (random) => random.pick(PASSWORDS)(random),
  token: (random) => random.pick(TOKENS)(random),
  email: (random) => `${random.pick(NAMES)}@${random.pick(HOSTS)}`,
  card,
  'card-expiry': expiry,
  'card-code': (random) => chars(random, DIGITS, random.below(4) === 0 ? 4 : 3),
};

/** A value that may stand bare: without blanks, quotes, brackets and signs that end a field. */
export function value(random: Random, kind: Kind): Marked {
  return secret(MAKE[kind](random), MASKS[kind]);
}

/** A value for the inside of quotes: a password may then hold anything. */
export function quotable(random: Random, kind: Kind): Marked {
  if (kind !== 'password' || random.below(3) > 0) return value(random, kind);
  return secret(random.pick(QUOTED)(random), MASKS[kind]);
}

/** Of letters and digits, for places where signs would end it. */
export function plainPassword(random: Random): Marked {
  return secret(`${chars(random, ALNUM, 11)}7q`, MASKS.password);
}

/** The same for a token. */
export function plainToken(random: Random): Marked {
  return secret(`${chars(random, ALNUM, 38)}k4`, MASKS.token);
}

/** A user and a password as the scheme Basic has them. */
export function basic(random: Random): Marked {
  return secret(Buffer.from(`app:${chars(random, ALNUM, 12)}`).toString('base64'), MASKS.token);
}
