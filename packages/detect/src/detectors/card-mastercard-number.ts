// Mastercard card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardMastercardNumber: Detector = {
  id: 'card-mastercard-number',
  title: 'Mastercard card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('mastercard'), chance: false }),
  examples: {
    positive: [
      'card_number=«5555555555554444»',
      '{"card_number":"«2223 0031 2200 3222»","retries":3}',
      'level=info msg="customer created" card_number=«5105-1051-0510-5100» status=201',
    ],
    negative: ['card_number=5555555555554445', 'order=5555555555554444', 'card_number changed from 5555555555554444x'],
  },
};
