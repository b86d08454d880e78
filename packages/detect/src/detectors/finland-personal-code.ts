// Finnish personal identity code.
import type { Detector } from '../formats/detector.ts';
import { isHetu } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const finlandPersonalCode: Detector = {
  id: 'finland-personal-code',
  title: 'Finnish personal identity code',
  class: 'personal-number',
  reference: 'https://dvv.fi/en/personal-identity-code',
  ...named({
    names: ['hetu', 'henkilotunnus'],
    shapes: ['{digit:6}-{digit:3}{uppernum:1}', '{digit:6}A{digit:3}{uppernum:1}'],
    words: ['hetu', 'henkilotunnus'],
    proof: isHetu,
    chance: false,
  }),
  examples: {
    positive: [
      'hetu=«131052-308T»',
      '{"hetu":"«131052-308T»","retries":3}',
      'level=info msg="customer created" hetu=«131052-308T» status=201',
    ],
    negative: ['hetu=131052-308U', 'order=131052-308T', 'hetu changed from 131052-308Tx'],
  },
};
