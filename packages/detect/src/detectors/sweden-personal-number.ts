// Swedish personal identity number.
import type { Detector } from '../formats/detector.ts';
import { isPersonnummer } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const swedenPersonalNumber: Detector = {
  id: 'sweden-personal-number',
  title: 'Swedish personal identity number',
  class: 'personal-number',
  reference:
    'https://www.skatteverket.se/servicelankar/otherlanguages/inenglishengelska/individualsandemployees/livinginsweden/personalidentitynumberandcoordinationnumber.4.2cf1b5cd163796a5c8b4295.html',
  ...named({
    names: ['personnummer', 'personal identity'],
    shapes: ['{digit:6}-{digit:4}', '{digit:10}'],
    words: ['personnummer', 'personal'],
    proof: isPersonnummer,
    chance: false,
  }),
  examples: {
    positive: [
      'personnummer=«811228-9874»',
      '{"personnummer":"«8112289874»","retries":3}',
      'level=info msg="customer created" personnummer=«670919-9530» status=201',
    ],
    negative: ['personnummer=811228-9875', 'order=811228-9874', 'personnummer changed from 811228-9874x'],
  },
};
