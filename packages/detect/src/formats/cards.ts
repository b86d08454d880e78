// Payment cards: which issuer a number belongs to, by its first digits and length (ISO/IEC 7812), and its check digit.
import { isSeparator } from './check-digits.ts';

export type Issuer = 'visa' | 'mastercard' | 'amex' | 'discover' | 'jcb' | 'diners' | 'unionpay' | 'maestro';

interface Range {
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}

/** Ranges of the first six digits. */
const RANGES: Readonly<Record<Issuer, readonly Range[]>> = {
  visa: [{ from: 400_000, to: 499_999, lengths: [13, 16, 19] }],
  mastercard: [
    { from: 510_000, to: 559_999, lengths: [16] },
    { from: 222_100, to: 272_099, lengths: [16] },
  ],
  amex: [
    { from: 340_000, to: 349_999, lengths: [15] },
    { from: 370_000, to: 379_999, lengths: [15] },
  ],
  discover: [
    { from: 601_100, to: 601_199, lengths: [16, 19] },
    { from: 644_000, to: 659_999, lengths: [16, 19] },
  ],
  jcb: [{ from: 352_800, to: 358_999, lengths: [16, 19] }],
  diners: [
    { from: 300_000, to: 305_999, lengths: [14, 15, 16, 17, 18, 19] },
    { from: 360_000, to: 369_999, lengths: [14, 15, 16, 17, 18, 19] },
    { from: 380_000, to: 399_999, lengths: [14, 15, 16, 17, 18, 19] },
  ],
  unionpay: [{ from: 620_000, to: 629_999, lengths: [16, 17, 18, 19] }],
  maestro: [
    { from: 500_000, to: 509_999, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
    { from: 560_000, to: 589_999, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
    { from: 630_000, to: 639_999, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
    { from: 670_000, to: 679_999, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  ],
};

/** True for a number of that issuer, with or without spaces and dashes, whose check digit is right. */
export function isCardOf(issuer: Issuer): (text: string) => boolean {
  let lengths: Uint8Array | undefined;
  return (text) => isNumberIn((lengths ??= lengthsOf(issuer)), text, 0, text.length);
}

/** RuPay's numbers beside those of Discover: no detector of its own has them. */
const OTHERS: readonly Range[] = [{ from: 600_000, to: 609_999, lengths: [16] }];

/** True for a number of any issuer in `[start, end)`, with or without spaces and dashes, whose check digit is right. */
export function isCardNumber(text: string, start = 0, end = text.length): boolean {
  return isNumberIn(lengthsOf('all'), text, start, end);
}

const HEAD_DIGITS = 4;
const HEADS = 10 ** HEAD_DIGITS;
/** All ranges begin and end at multiples of it: four digits tell the range. */
const NUMBERS_OF_HEAD = 100;
const LENGTH_MIN = 12;

/** By the first four digits, the lengths of numbers: 12 is the lowest bit. */
const lengthsByIssuer = new Map<Issuer | 'all', Uint8Array>();

function lengthsOf(issuer: Issuer | 'all'): Uint8Array {
  const known = lengthsByIssuer.get(issuer);
  if (known !== undefined) return known;
  const made = new Uint8Array(HEADS);
  for (const { from, to, lengths } of issuer === 'all'
    ? [...Object.values(RANGES).flat(), ...OTHERS]
    : RANGES[issuer]) {
    const bits = lengths.reduce((sum, length) => sum | (1 << (length - LENGTH_MIN)), 0);
    for (let head = from / NUMBERS_OF_HEAD; head * NUMBERS_OF_HEAD <= to; head++)
      made[head] = (made[head] as number) | bits;
  }
  lengthsByIssuer.set(issuer, made);
  return made;
}

/** Ranges are asked first: of eight issuers, seven have none for a number. */
function isNumberIn(lengths: Uint8Array, text: string, start: number, end: number): boolean {
  let head = 0;
  let count = 0;
  // Luhn's sum (ISO/IEC 7812-1, annex B), where every digit is doubled that stands at an odd place, and where the others are.
  let sumOfOdd = 0;
  let sumOfEven = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) {
      if (isSeparator(text, at)) continue;
      return false;
    }
    const twice = digit > 4 ? 2 * digit - 9 : 2 * digit;
    const isOdd = (count & 1) === 1;
    sumOfOdd += isOdd ? twice : digit;
    sumOfEven += isOdd ? digit : twice;
    if (count++ < HEAD_DIGITS) head = 10 * head + digit;
    if (count === HEAD_DIGITS && lengths[head] === 0) return false;
  }
  const isLength = count >= LENGTH_MIN && (((lengths[head] as number) >> (count - LENGTH_MIN)) & 1) === 1;
  return isLength && ((count & 1) === 1 ? sumOfOdd : sumOfEven) % 10 === 0;
}

/** How card numbers are written: in one run, or in groups. */
export const CARD_SHAPES: readonly string[] = [
  '{digit:12-19}',
  '{digit:4} {digit:4} {digit:4} {digit:4}',
  '{digit:4}-{digit:4}-{digit:4}-{digit:4}',
  '{digit:4} {digit:6} {digit:5}',
  '{digit:4}-{digit:6}-{digit:5}',
  '{digit:4} {digit:6} {digit:4}',
];

/** What a card's number is called. */
export const CARD_NAMES: readonly string[] = [
  'card',
  'visa',
  'mastercard',
  'amex',
  'pan number',
  'cc number',
  'ccnum',
  'cc num',
];
