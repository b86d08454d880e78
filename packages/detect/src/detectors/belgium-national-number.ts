// Belgian national register number.
import type { Detector } from '../formats/detector.ts';
import { isBelgianNumber } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const belgiumNationalNumber: Detector = {
  id: 'belgium-national-number',
  title: 'Belgian national register number',
  class: 'personal-number',
  reference: 'https://www.ibz.rrn.fgov.be/en/national-register/',
  ...named({
    names: ['rijksregisternummer', 'registre national', 'niss'],
    shapes: ['{digit:11}', '{digit:2}.{digit:2}.{digit:2}-{digit:3}.{digit:2}'],
    words: ['rijksregisternummer', 'registre', 'niss'],
    proof: isBelgianNumber,
    chance: false,
  }),
  examples: {
    positive: [
      'rijksregisternummer=«85073003328»',
      '{"rijksregisternummer":"«85.07.30-033.28»","retries":3}',
      'level=info msg="customer created" rijksregisternummer=«85073003328» status=201',
    ],
    negative: ['rijksregisternummer=85073003329', 'order=85073003328', 'rijksregisternummer changed from 85073003328x'],
  },
};
