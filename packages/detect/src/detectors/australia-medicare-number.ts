// Australian Medicare number.
import type { Detector } from '../formats/detector.ts';
import { isMedicare } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const australiaMedicareNumber: Detector = {
  id: 'australia-medicare-number',
  title: 'Australian Medicare number',
  class: 'personal-number',
  reference: 'https://www.servicesaustralia.gov.au/medicare-card',
  ...named({
    names: ['medicare'],
    shapes: ['{digit:10}', '{digit:4} {digit:5} {digit:1}'],
    words: ['medicare'],
    proof: isMedicare,
    chance: false,
  }),
  examples: {
    positive: [
      'medicare_number=«2123456701»',
      '{"medicare_number":"«2123 45670 1»","retries":3}',
      'level=info msg="customer created" medicare_number=«2123456701» status=201',
    ],
    negative: ['medicare_number=2123456711', 'order=2123456701', 'medicare_number changed from 2123456701x'],
  },
};
