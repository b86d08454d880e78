// US individual taxpayer identification number.
import type { Detector } from '../formats/detector.ts';
import { isItin } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const usTaxpayerNumber: Detector = {
  id: 'us-taxpayer-number',
  title: 'US individual taxpayer identification number',
  class: 'personal-number',
  reference: 'https://www.irs.gov/individuals/individual-taxpayer-identification-number',
  ...named({
    names: ['itin'],
    shapes: ['{digit:3}-{digit:2}-{digit:4}', '{digit:9}'],
    words: ['itin'],
    proof: isItin,
    chance: false,
  }),
  examples: {
    positive: [
      'itin=«912-70-1234»',
      '{"itin":"«912701234»","retries":3}',
      'level=info msg="customer created" itin=«900-52-4417» status=201',
    ],
    negative: ['itin=912-69-1234', 'order=912-70-1234', 'itin changed from 912-70-1234x'],
  },
};
