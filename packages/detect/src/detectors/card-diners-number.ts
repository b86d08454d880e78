// Diners Club card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardDinersNumber: Detector = {
  id: 'card-diners-number',
  title: 'Diners Club card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('diners'), chance: false }),
  examples: {
    positive: [
      'card_number=«30569309025904»',
      '{"card_number":"«3056 930902 5904»","retries":3}',
      'level=info msg="customer created" card_number=«38520000023237» status=201',
    ],
    negative: ['card_number=30569309025905', 'order=30569309025904', 'card_number changed from 30569309025904x'],
  },
};
