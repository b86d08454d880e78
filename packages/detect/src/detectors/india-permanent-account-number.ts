// Indian permanent account number.
import type { Detector } from '../formats/detector.ts';
import { isIndianPan } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const indiaPermanentAccountNumber: Detector = {
  id: 'india-permanent-account-number',
  title: 'Indian permanent account number',
  class: 'personal-number',
  reference: 'https://www.incometax.gov.in/iec/foportal/help/individual/return-applicable-1',
  ...named({
    names: ['pan card', 'pan number', 'permanent account'],
    shapes: ['{upper:5}{digit:4}{upper:1}'],
    words: ['pan', 'pan', 'permanent'],
    proof: isIndianPan,
    chance: false,
  }),
  examples: {
    positive: [
      'pan_number=«ABCPE1234F»',
      '{"pan_number":"«AAAPL1234C»","retries":3}',
      'level=info msg="customer created" pan_number=«ABCPE1234F» status=201',
    ],
    negative: ['pan_number=ABCXE1234F', 'order=ABCPE1234F', 'pan_number changed from ABCPE1234Fx'],
  },
};
