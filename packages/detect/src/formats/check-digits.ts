// Check digits that several kinds of numbers share. All take the digits of a number, and are false where a character is none.
import { characters } from '../text/characters.ts';

/** The values of the digits in `text`, separators left out; undefined where it holds anything else. */
export function digitsOf(text: string): number[] | undefined {
  const digits: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) digits.push(code - 0x30);
    else if (!isSeparator(text, index)) return undefined;
  }
  return digits;
}

/** Judges numbers of `length` digits, not all of them the same, by `holds`. */
export function ofDigits(length: number, holds: (digits: readonly number[]) => boolean): (text: string) => boolean {
  return (text) => {
    const digits = digitsOf(text);
    return digits?.length === length && digits.some((digit) => digit !== digits[0]) && holds(digits);
  };
}

/** The sum of the products with the weights, one for each of the first digits. */
export function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum of all digits ends in 0. */
export function isLuhn(text: string): boolean {
  let sum = 0;
  let count = 0;
  let isZero = true;
  for (let at = text.length - 1; at >= 0; at--) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) {
      if (isSeparator(text, at)) continue;
      return false;
    }
    const value = count++ % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    isZero &&= digit === 0;
  }
  return count > 1 && sum % 10 === 0 && !isZero;
}

/** Between the digits of a number. */
export const isSeparator = characters(/[ ./-]/);

/** ISO 7064, MOD 11,10: the last digit checks the others. */
export function isMod11And10(text: string): boolean {
  const digits = digitsOf(text);
  if (digits === undefined || digits.length < 2) return false;
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (digit + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digits.at(-1);
}

const VERHOEFF_ROWS = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** The product in the group of the pentagon's symmetries. */
function pentagon(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}

/** Verhoeff's check: all digits, each permuted by its place from the right, multiply to 0. */
export function isVerhoeff(text: string): boolean {
  const digits = digitsOf(text);
  if (digits === undefined || digits.length < 2) return false;
  let product = 0;
  for (const [index, digit] of digits.toReversed().entries())
    product = pentagon(product, Number(VERHOEFF_ROWS[index % 8]?.charAt(digit)));
  return product === 0;
}

/** GS1 (EAN-13): weights 1 and 3 from the left, and the sum ends in 0. */
export function isEan13(text: string): boolean {
  const digits = digitsOf(text);
  return digits?.length === 13 && weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** The remainder of a number of any length by 97, letters as 10 to 35 (ISO 7064, MOD 97-10). */
export function mod97(text: string): number {
  let rest = 0;
  for (let index = 0; index < text.length; index++) {
    const value = Number.parseInt(text.charAt(index), 36);
    if (Number.isNaN(value)) return -1;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
