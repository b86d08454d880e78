// National personal numbers: what their digits must fulfil, as the authorities that give them out describe it.
import { isLuhn, isMod11And10, mod97, ofDigits, weighted } from './check-digits.ts';

function isDate(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function two(digits: readonly number[], at: number): number {
  return (digits[at] ?? 0) * 10 + (digits[at + 1] ?? 0);
}

/** Numbers that stood in advertisements or stand in documentation. */
const SSN_EXAMPLES = new Set(['078051120', '219099999', '123456789', '111223333', '987654321']);

/** Area, group and serial are never 0; areas 666 and from 900 on are not given out. https://www.ssa.gov/employer/randomization.html */
export const isSsn = ofDigits(9, (digits) => {
  const area = two(digits, 0) * 10 + (digits[2] ?? 0);
  if (SSN_EXAMPLES.has(digits.join(''))) return false;
  return area > 0 && area !== 666 && area < 900 && two(digits, 3) > 0 && two(digits, 5) * 100 + two(digits, 7) > 0;
});

const ITIN_GROUPS: readonly (readonly [number, number])[] = [
  [50, 65],
  [70, 88],
  [90, 92],
  [94, 99],
];

export const isItin = ofDigits(9, (digits) => {
  const group = two(digits, 3);
  return digits[0] === 9 && ITIN_GROUPS.some(([from, to]) => group >= from && group <= to);
});

export const isCanadianSin = ofDigits(9, (digits) => digits[0] !== 0 && digits[0] !== 8 && isLuhn(digits.join('')));

const NINO_PREFIXES_UNUSED = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ']);

export function isNino(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (NINO_PREFIXES_UNUSED.has(plain.slice(0, 2)) || /[DFIQUV]/.test(plain.slice(0, 2)) || plain.charAt(1) === 'O')
    return false;
  return 'ABCD'.includes(plain.charAt(plain.length - 1));
}

export const isNhsNumber = ofDigits(10, (digits) => {
  const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check) === digits[9];
});

export const isSteuerId = ofDigits(11, (digits) => digits[0] !== 0 && isMod11And10(digits.join('')));

/** 13 digits and their key: 97 less the remainder by 97. */
export const isNir = ofDigits(15, (digits) => {
  const key = two(digits, 13);
  return (digits[0] === 1 || digits[0] === 2) && 97 - mod97(digits.slice(0, 13).join('')) === key;
});

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

export function isDni(text: string): boolean {
  const number = Number(text.slice(0, 8));
  return DNI_LETTERS.charAt(number % 23) === text.charAt(text.length - 1);
}

const FISCAL_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export function isCodiceFiscale(text: string): boolean {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const value = Number.parseInt(text.charAt(index), 36);
    const place = value > 9 ? value - 10 : value;
    sum += index % 2 === 0 ? (FISCAL_ODD[place] ?? 0) : place;
  }
  return String.fromCharCode(0x41 + (sum % 26)) === text.charAt(15);
}

export const isBsn = ofDigits(9, (digits) => weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0);

export const isPesel = ofDigits(11, (digits) => weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0);

export const isPersonnummer = ofDigits(
  10,
  (digits) => isDate(two(digits, 2), two(digits, 4)) && isLuhn(digits.join('')),
);

const HETU_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

export function isHetu(text: string): boolean {
  const number = Number(text.slice(0, 6) + text.slice(7, 10));
  return (
    isDate(Number(text.slice(2, 4)), Number(text.slice(0, 2))) && HETU_CHECKS.charAt(number % 31) === text.charAt(10)
  );
}

/** 97 less the remainder of the first nine digits; from 2000 on with a 2 before them. */
export const isBelgianNumber = ofDigits(11, (digits) => {
  const body = digits.slice(0, 9).join('');
  const check = two(digits, 9);
  return isDate(two(digits, 2), two(digits, 4)) && (97 - mod97(body) === check || 97 - mod97(`2${body}`) === check);
});

function cpfDigit(digits: readonly number[], count: number): number {
  const weights = Array.from({ length: count }, (_, index) => count + 1 - index);
  return ((weighted(digits, weights) * 10) % 11) % 10;
}

export const isCpf = ofDigits(11, (digits) => cpfDigit(digits, 9) === digits[9] && cpfDigit(digits, 10) === digits[10]);
