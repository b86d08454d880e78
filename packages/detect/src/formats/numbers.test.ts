// Check digits against numbers that the issuers or authorities publish as examples, each beside a twin that differs in one place.
import { expect, test } from 'vitest';
import { isCardNumber, isCardOf } from './cards.ts';
import { isEan13, isLuhn, isMod11And10, isVerhoeff, mod97 } from './check-digits.ts';
import { isIban } from './iban.ts';
import * as east from './national-numbers-east.ts';
import * as west from './national-numbers.ts';

test.each([
  ['Luhn', isLuhn, '79927398713', '79927398710'],
  ['MOD 11,10', isMod11And10, '69435151530', '69435151531'],
  ['Verhoeff', isVerhoeff, '2363', '2364'],
  ['EAN-13', isEan13, '4006381333931', '4006381333932'],
  ['IBAN of Germany', isIban, 'DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 01'],
  ['IBAN of Britain', isIban, 'GB29NWBK60161331926819', 'GB29NWBK60161331926891'],
  ['IBAN by length', isIban, 'NO9386011117947', 'NO938601111794700'],
  ['US SSN', west.isSsn, '536-22-8726', '666-22-8726'],
  ['US SSN, group', west.isSsn, '536228726', '536008726'],
  ['US ITIN', west.isItin, '912-70-1234', '912-69-1234'],
  ['Canada', west.isCanadianSin, '130 692 544', '130 692 545'],
  ['Britain', west.isNino, 'AB123456C', 'AB123456E'],
  ['Britain, prefix', west.isNino, 'AA 12 34 56 A', 'GB 12 34 56 A'],
  ['NHS', west.isNhsNumber, '943 476 5919', '943 476 5918'],
  ['Germany', west.isSteuerId, '86095742719', '86095742718'],
  ['France', west.isNir, '255081416802538', '255081416802539'],
  ['Spain', west.isDni, '12345678Z', '12345678A'],
  ['Italy', west.isCodiceFiscale, 'RSSMRA85T10A562S', 'RSSMRA85T10A562T'],
  ['Netherlands', west.isBsn, '111222333', '111222334'],
  ['Poland', west.isPesel, '44051401359', '44051401358'],
  ['Sweden', west.isPersonnummer, '811228-9874', '811228-9875'],
  ['Finland', west.isHetu, '131052-308T', '131052-308U'],
  ['Belgium', west.isBelgianNumber, '85.07.30-033.28', '85.07.30-033.29'],
  ['Brazil', west.isCpf, '111.444.777-35', '111.444.777-36'],
  ['India, Aadhaar', east.isAadhaar, '9999 4105 7058', '9999 4105 7059'],
  ['India, PAN', east.isIndianPan, 'ABCPE1234F', 'ABCXE1234F'],
  ['Australia, tax', east.isTfn, '123 456 782', '123 456 789'],
  ['Australia, Medicare', east.isMedicare, '2123 45670 1', '2123 45671 1'],
  ['South Africa', east.isSouthAfricanId, '8001015009087', '8001015009088'],
  ['China', east.isChineseId, '11010519491231002X', '110105194912310021'],
  ['Turkey', east.isTckn, '10000000146', '10000000147'],
  ['Croatia', east.isOib, '69435151530', '69435151539'],
  ['Romania', east.isRomanianCnp, '1800101221144', '1800101221145'],
  ['Bulgaria', east.isEgn, '7523169263', '7523169264'],
  ['Estonia', east.isIsikukood, '37605030299', '37605030298'],
  ['Czechia', east.isRodneCislo, '710319/2745', '710319/2746'],
  ['Portugal', east.isPortugueseNif, '123456789', '123456788'],
  ['Israel', east.isIsraeliId, '123456782', '123456789'],
  ['Taiwan', east.isTaiwaneseId, 'A123456789', 'A123456788'],
  ['Singapore', east.isNric, 'S1234567D', 'S1234567E'],
  ['Hong Kong', east.isHkid, 'A123456(3)', 'A123456(4)'],
  ['Thailand', east.isThaiId, '1234545678781', '1234545678782'],
] as const)('%s', (_, check, valid, twin) => {
  expect([check(valid), check(twin)]).toEqual([true, false]);
});

test.each([
  ['visa', '4111 1111 1111 1111', '4111 1111 1111 1112'],
  ['visa', '4012888888881881', '401288888888188'],
  ['mastercard', '5555555555554444', '4111111111111111'],
  ['mastercard', '2223003122003222', '5555555555554445'],
  ['amex', '3782 822463 10005', '3782 822463 10006'],
  ['discover', '6011111111111117', '6011111111111118'],
  ['jcb', '3530111333300000', '3530111333300001'],
  ['diners', '30569309025904', '30569309025905'],
  ['unionpay', '6200000000000005', '6200000000000006'],
  ['maestro', '6759649826438453', '6759649826438454'],
] as const)('a card of %s: %s, not %s', (issuer, valid, twin) => {
  const check = isCardOf(issuer);
  expect([check(valid), check(twin)]).toEqual([true, false]);
});

test.each([
  ['4111111111111111', '4111111111111112'],
  ['4222222222222', '422222222222'],
  ['3782-822463-10005', '3982-822463-10005'],
  ['3056 930902 5904', '3096 930902 5904'],
  ['6759649826438453', '6959649826438453'],
  ['6011000990139424', '6011000990139425'],
  ['6060000000000004', '6160000000000003'],
] as const)('a card of some issuer: %s, not %s', (valid, twin) => {
  expect([isCardNumber(valid), isCardNumber(twin)]).toEqual([true, false]);
});

test('the remainder by 97 takes letters as numbers, and refuses the rest', () => {
  expect([mod97('98'), mod97('A'), mod97('1-')]).toEqual([1, 10, -1]);
});
