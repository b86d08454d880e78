// Visa card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardVisaNumber: Detector = {
  id: 'card-visa-number',
  title: 'Visa card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('visa'), chance: false }),
  examples: {
    positive: [
      'card_number=«4111111111111111»',
      '{"card_number":"«4012 8888 8888 1881»","retries":3}',
      'level=info msg="customer created" card_number=«4222222222222» status=201',
    ],
    negative: ['card_number=4111111111111112', 'order=4111111111111111', 'card_number changed from 4111111111111111x'],
  },
};
