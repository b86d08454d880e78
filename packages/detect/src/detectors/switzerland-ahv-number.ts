// Swiss AHV number.
import type { Detector } from '../formats/detector.ts';
import { isEan13 } from '../formats/check-digits.ts';
import { shaped } from '../formats/shaped.ts';

export const switzerlandAhvNumber: Detector = {
  id: 'switzerland-ahv-number',
  title: 'Swiss AHV number',
  class: 'personal-number',
  reference: 'https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html',
  ...shaped({ shapes: ['756.{digit:4}.{digit:4}.{digit:2}'], check: isEan13, chance: false }),
  examples: {
    positive: [
      'ahv_nummer=«756.9217.0769.85»',
      '{"ahv":"«756.9217.0769.85»"}',
      'Versicherte 12, AHV-Nr. «756.9217.0769.85», aktiv',
    ],
    negative: ['ahv_nummer=756.9217.0769.86', 'ahv_nummer=757.9217.0769.85', 'range 756.9217.0769.8'],
  },
};
