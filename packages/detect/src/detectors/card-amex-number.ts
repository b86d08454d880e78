// American Express card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardAmexNumber: Detector = {
  id: 'card-amex-number',
  title: 'American Express card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('amex'), chance: false }),
  examples: {
    positive: [
      'card_number=«378282246310005»',
      '{"card_number":"«3714 496353 98431»","retries":3}',
      'level=info msg="customer created" card_number=«3787-344936-71000» status=201',
    ],
    negative: ['card_number=378282246310006', 'order=378282246310005', 'card_number changed from 378282246310005x'],
  },
};
