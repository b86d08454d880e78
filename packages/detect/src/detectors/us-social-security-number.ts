// US Social Security number.
import type { Detector } from '../formats/detector.ts';
import { isSsn } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const usSocialSecurityNumber: Detector = {
  id: 'us-social-security-number',
  title: 'US Social Security number',
  class: 'personal-number',
  reference: 'https://www.ssa.gov/employer/randomization.html',
  ...named({
    names: ['ssn', 'social security'],
    shapes: ['{digit:3}-{digit:2}-{digit:4}', '{digit:9}'],
    words: ['ssn', 'social'],
    proof: isSsn,
    chance: false,
  }),
  examples: {
    positive: [
      'ssn=«536-22-8726»',
      '{"ssn":"«536228726»","retries":3}',
      'level=info msg="customer created" ssn=«219-45-1837» status=201',
    ],
    negative: ['ssn=666-22-8726', 'order=536-22-8726', 'ssn changed from 536-22-8726x'],
  },
};
