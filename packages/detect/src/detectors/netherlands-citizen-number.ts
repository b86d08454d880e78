// Dutch citizen service number.
import type { Detector } from '../formats/detector.ts';
import { isBsn } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const netherlandsCitizenNumber: Detector = {
  id: 'netherlands-citizen-number',
  title: 'Dutch citizen service number',
  class: 'personal-number',
  reference: 'https://www.rvig.nl/bsn',
  ...named({
    names: ['bsn', 'burgerservicenummer'],
    shapes: ['{digit:9}'],
    words: ['bsn', 'burgerservicenummer'],
    proof: isBsn,
    chance: false,
  }),
  examples: {
    positive: [
      'bsn=«111222333»',
      '{"bsn":"«123456782»","retries":3}',
      'level=info msg="customer created" bsn=«111222333» status=201',
    ],
    negative: ['bsn=111222334', 'order=111222333', 'bsn changed from 111222333x'],
  },
};
