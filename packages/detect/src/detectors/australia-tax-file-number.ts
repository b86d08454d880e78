// Australian tax file number.
import type { Detector } from '../formats/detector.ts';
import { isTfn } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const australiaTaxFileNumber: Detector = {
  id: 'australia-tax-file-number',
  title: 'Australian tax file number',
  class: 'personal-number',
  reference: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
  ...named({
    names: ['tfn', 'tax file'],
    shapes: ['{digit:9}', '{digit:3} {digit:3} {digit:3}'],
    words: ['tfn', 'tax'],
    proof: isTfn,
    chance: false,
  }),
  examples: {
    positive: [
      'tfn=«123456782»',
      '{"tfn":"«123 456 782»","retries":3}',
      'level=info msg="customer created" tfn=«123456782» status=201',
    ],
    negative: ['tfn=123456789', 'order=123456782', 'tfn changed from 123456782x'],
  },
};
