// International bank account number.
import type { Detector } from '../formats/detector.ts';
import { IBAN_SHAPES, isIban } from '../formats/iban.ts';
import { named } from '../formats/named.ts';

export const ibanAccountNumber: Detector = {
  id: 'iban-account-number',
  title: 'International bank account number',
  class: 'personal-number',
  reference: 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  ...named({ names: ['iban'], shapes: IBAN_SHAPES, words: ['iban'], proof: isIban, chance: false }),
  examples: {
    positive: [
      'iban=«DE89370400440532013000»',
      '{"iban":"«GB29 NWBK 6016 1331 9268 19»","retries":3}',
      'level=info msg="customer created" iban=«NO9386011117947» status=201',
    ],
    negative: [
      'iban=DE89370400440532013001',
      'order=DE89370400440532013000',
      'iban changed from DE89370400440532013000x',
    ],
  },
};
