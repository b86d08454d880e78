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
    names: ['itin number', 'taxpayer identification'],
    shapes: ['{digit:3}-{digit:2}-{digit:4}', '{digit:9}'],
    words: ['itin', 'taxpayer'],
    proof: isItin,
    chance: false,
  }),
  examples: {
    positive: [
      'itin_number=«912-70-1234»',
      '{"itin_number":"«912701234»","retries":3}',
      'level=info msg="customer created" itin_number=«900-52-4417» status=201',
    ],
    negative: ['itin_number=912-69-1234', 'order=912-70-1234', 'itin_number changed from 912-70-1234x'],
  },
};
