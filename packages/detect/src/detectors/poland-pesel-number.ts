// Polish PESEL number.
import type { Detector } from '../formats/detector.ts';
import { isPesel } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const polandPeselNumber: Detector = {
  id: 'poland-pesel-number',
  title: 'Polish PESEL number',
  class: 'personal-number',
  reference: 'https://www.gov.pl/web/gov/czym-jest-numer-pesel',
  ...named({ names: ['pesel'], shapes: ['{digit:11}'], words: ['pesel'], proof: isPesel, chance: false }),
  examples: {
    positive: [
      'pesel=«44051401359»',
      '{"pesel":"«02070803628»","retries":3}',
      'level=info msg="customer created" pesel=«44051401359» status=201',
    ],
    negative: ['pesel=44051401358', 'order=44051401359', 'pesel changed from 44051401359x'],
  },
};
