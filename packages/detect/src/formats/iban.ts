// International bank account numbers: each country's length, and the check by 97 (ISO 13616).
import { mod97 } from './check-digits.ts';

/** Lengths by country, from the registry that SWIFT keeps. */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 ' +
  'GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
  'MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 ' +
  'VA22 VG24 XK20';

const LENGTH_BY_COUNTRY: ReadonlyMap<string, number> = new Map(
  LENGTHS.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (LENGTH_BY_COUNTRY.get(plain.slice(0, 2)) !== plain.length) return false;
  return mod97(plain.slice(4) + plain.slice(0, 4)) === 1;
}

const GROUPS = [2, 3, 4, 5, 6, 7];

/** In one run, or in groups of four of which the last may be shorter. */
export const IBAN_SHAPES: readonly string[] = [
  '{upper:2}{digit:2}{uppernum:11-30}',
  ...GROUPS.map((count) => `{upper:2}{digit:2}${' {uppernum:4}'.repeat(count)} {uppernum:1-4}`),
];
