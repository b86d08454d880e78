// Croatian personal identification number.
import type { Detector } from '../formats/detector.ts';
import { isOib } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const croatiaPersonalNumber: Detector = {
  id: 'croatia-personal-number',
  title: 'Croatian personal identification number',
  class: 'personal-number',
  reference: 'https://porezna-uprava.gov.hr/en/pin/4365',
  ...named({ names: ['oib'], shapes: ['{digit:11}'], words: ['oib'], proof: isOib, chance: false }),
  examples: {
    positive: [
      'oib=«69435151530»',
      '{"oib":"«69435151530»","retries":3}',
      'level=info msg="customer created" oib=«69435151530» status=201',
    ],
    negative: ['oib=69435151531', 'order=69435151530', 'oib changed from 69435151530x'],
  },
};
