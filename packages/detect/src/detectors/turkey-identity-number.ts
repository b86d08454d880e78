// Turkish identity number.
import type { Detector } from '../formats/detector.ts';
import { isTckn } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const turkeyIdentityNumber: Detector = {
  id: 'turkey-identity-number',
  title: 'Turkish identity number',
  class: 'personal-number',
  reference: 'https://www.nvi.gov.tr/',
  ...named({
    names: ['tckn', 'tc kimlik', 'kimlik no'],
    shapes: ['{digit:11}'],
    words: ['tckn', 'kimlik'],
    proof: isTckn,
    chance: false,
  }),
  examples: {
    positive: [
      'tckn=«10000000146»',
      '{"tckn":"«10000000146»","retries":3}',
      'level=info msg="customer created" tckn=«10000000146» status=201',
    ],
    negative: ['tckn=10000000147', 'order=10000000146', 'tckn changed from 10000000146x'],
  },
};
