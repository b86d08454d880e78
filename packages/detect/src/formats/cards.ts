// Payment cards: which issuer a number belongs to, by its first digits and length (ISO/IEC 7812), and its check digit.
import { isLuhn, isSeparator } from './check-digits.ts';

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
  return (text) => isNumberIn(RANGES[issuer], text);
}

/** RuPay's numbers beside those of Discover: no detector of its own has them. */
const OTHERS: readonly Range[] = [{ from: 600_000, to: 609_999, lengths: [16] }];
const ALL: readonly Range[] = [...Object.values(RANGES).flat(), ...OTHERS];

/** True for a number of any issuer, with or without spaces and dashes, whose check digit is right. */
export function isCardNumber(text: string): boolean {
  return isNumberIn(ALL, text);
}

const HEAD_DIGITS = 6;

/** Ranges are asked first: of eight issuers, seven have none for a number. */
function isNumberIn(ranges: readonly Range[], text: string): boolean {
  let head = 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) {
      if (isSeparator(text, at)) continue;
      return false;
    }
    if (count++ < HEAD_DIGITS) head = 10 * head + digit;
  }
  for (const { from, to, lengths } of ranges)
    if (head >= from && head <= to && lengths.includes(count)) return isLuhn(text);
  return false;
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
