// Bulgarian uniform civil number.
import type { Detector } from '../formats/detector.ts';
import { isEgn } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const bulgariaCivilNumber: Detector = {
  id: 'bulgaria-civil-number',
  title: 'Bulgarian uniform civil number',
  class: 'personal-number',
  reference: 'https://www.grao.bg/',
  ...named({
    names: ['egn', 'edinen grazhdanski'],
    shapes: ['{digit:10}'],
    words: ['egn', 'edinen'],
    proof: isEgn,
    chance: false,
  }),
  examples: {
    positive: [
      'egn=«7523169263»',
      '{"egn":"«7523169263»","retries":3}',
      'level=info msg="customer created" egn=«7523169263» status=201',
    ],
    negative: ['egn=7523169264', 'order=7523169263', 'egn changed from 7523169263x'],
  },
};
