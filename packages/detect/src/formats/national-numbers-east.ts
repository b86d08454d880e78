// National personal numbers of Asia, Oceania, Africa, and of Europe's east.
import { digitsOf, isLuhn, isMod11And10, isVerhoeff, ofDigits, weighted } from './check-digits.ts';

export const isAadhaar = ofDigits(12, (digits) => (digits[0] ?? 0) > 1 && isVerhoeff(digits.join('')));

/** The fourth letter says what the holder is: P for a person. */
export function isIndianPan(text: string): boolean {
  return 'ABCFGHJLPT'.includes(text.charAt(3));
}

export const isTfn = ofDigits(9, (digits) => weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0);

export const isMedicare = ofDigits(10, (digits) => {
  const [first = 0] = digits;
  return first >= 2 && first <= 6 && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
});

export const isSouthAfricanId = ofDigits(13, (digits) => (digits[10] ?? 9) <= 1 && isLuhn(digits.join('')));

/** GB 11643: the last character is the remainder by 11, X for 10. */
export function isChineseId(text: string): boolean {
  const digits = digitsOf(text.slice(0, 17));
  if (digits === undefined) return false;
  const rest = weighted(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11;
  return '10X98765432'.charAt(rest) === text.charAt(17);
}

export const isTckn = ofDigits(11, (digits) => {
  const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const sum = weighted(digits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  return digits[0] !== 0 && (((odd * 7 - even) % 10) + 10) % 10 === digits[9] && sum % 10 === digits[10];
});

export const isOib = ofDigits(11, (digits) => isMod11And10(digits.join('')));

export const isRomanianCnp = ofDigits(13, (digits) => {
  const rest = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  return digits[0] !== 0 && (rest === 10 ? 1 : rest) === digits[12];
});

export const isEgn = ofDigits(10, (digits) => (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digits[9]);

/** Estonia and Lithuania: a second row of weights where the first leaves 10. */
export const isIsikukood = ofDigits(11, (digits) => {
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return (first < 10 ? first : second % 10) === digits[10];
});

export const isRodneCislo = ofDigits(10, (digits) => Number(digits.join('')) % 11 === 0);

export const isPortugueseNif = ofDigits(9, (digits) => {
  const check = 11 - (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === digits[8];
});

export const isIsraeliId = ofDigits(9, (digits) => isLuhn(digits.join('')));

const TAIWAN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

export function isTaiwaneseId(text: string): boolean {
  const letter = TAIWAN_LETTERS.indexOf(text.charAt(0)) + 10;
  const digits = digitsOf(text.slice(1));
  if (letter < 10 || digits === undefined) return false;
  const sum = Math.floor(letter / 10) + (letter % 10) * 9 + weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return sum % 10 === 0;
}

const NRIC_CHECKS: Readonly<Record<string, string>> = {
  S: 'JZIHGFEDCBA',
  T: 'GFEDCBAJZIH',
  F: 'XWUTRQPNMLK',
  G: 'RQPNMLKXWUT',
};

export function isNric(text: string): boolean {
  const digits = digitsOf(text.slice(1, 8));
  const checks = NRIC_CHECKS[text.charAt(0)];
  return digits !== undefined && checks?.charAt(weighted(digits, [2, 7, 6, 5, 4, 3, 2]) % 11) === text.charAt(8);
}

/** One letter: a space stands before it, with the value 36. */
export function isHkid(text: string): boolean {
  const digits = digitsOf(text.slice(1, 7));
  const check = text.charAt(8) === 'A' ? 10 : Number(text.charAt(8));
  if (digits === undefined || Number.isNaN(check)) return false;
  const letter = text.charCodeAt(0) - 0x41 + 10;
  return (36 * 9 + letter * 8 + weighted(digits, [7, 6, 5, 4, 3, 2]) + check) % 11 === 0;
}

export const isThaiId = ofDigits(13, (digits) => {
  const rest = weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (11 - rest) % 10 === digits[12];
});
