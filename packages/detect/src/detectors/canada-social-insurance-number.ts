// Canadian social insurance number.
import type { Detector } from '../formats/detector.ts';
import { isCanadianSin } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const canadaSocialInsuranceNumber: Detector = {
  id: 'canada-social-insurance-number',
  title: 'Canadian social insurance number',
  class: 'personal-number',
  reference: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
  ...named({
    names: ['social insurance', 'sin number', 'canada sin'],
    shapes: ['{digit:3} {digit:3} {digit:3}', '{digit:3}-{digit:3}-{digit:3}', '{digit:9}'],
    words: ['social', 'sin', 'canada'],
    proof: isCanadianSin,
    chance: false,
  }),
  examples: {
    positive: [
      'sin_number=«130 692 544»',
      '{"sin_number":"«130692544»","retries":3}',
      'level=info msg="customer created" sin_number=«130-692-544» status=201',
    ],
    negative: ['sin_number=130 692 545', 'order=130 692 544', 'sin_number changed from 130 692 544x'],
  },
};
