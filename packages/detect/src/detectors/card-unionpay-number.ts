// UnionPay card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardUnionpayNumber: Detector = {
  id: 'card-unionpay-number',
  title: 'UnionPay card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('unionpay'), chance: false }),
  examples: {
    positive: [
      'card_number=«6200000000000005»',
      '{"card_number":"«6200 0000 0000 0005»","retries":3}',
      'level=info msg="customer created" card_number=«6200-0000-0000-0005» status=201',
    ],
    negative: ['card_number=6200000000000006', 'order=6200000000000005', 'card_number changed from 6200000000000005x'],
  },
};
