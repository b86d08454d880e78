// Czech or Slovak birth number.
import type { Detector } from '../formats/detector.ts';
import { isRodneCislo } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const czechiaBirthNumber: Detector = {
  id: 'czechia-birth-number',
  title: 'Czech or Slovak birth number',
  class: 'personal-number',
  reference: 'https://www.mvcr.cz/mvcren/article/birth-number.aspx',
  ...named({
    names: ['rodne cislo', 'rodnecislo'],
    shapes: ['{digit:10}', '{digit:6}/{digit:4}'],
    words: ['rodne', 'rodnecislo'],
    proof: isRodneCislo,
    chance: false,
  }),
  examples: {
    positive: [
      'rodne_cislo=«7103192745»',
      '{"rodne_cislo":"«710319/2745»","retries":3}',
      'level=info msg="customer created" rodne_cislo=«7103192745» status=201',
    ],
    negative: ['rodne_cislo=7103192746', 'order=7103192745', 'rodne_cislo changed from 7103192745x'],
  },
};
