// JCB card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardJcbNumber: Detector = {
  id: 'card-jcb-number',
  title: 'JCB card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('jcb'), chance: false }),
  examples: {
    positive: [
      'card_number=«3530111333300000»',
      '{"card_number":"«3566 0020 2036 0505»","retries":3}',
      'level=info msg="customer created" card_number=«3530-1113-3330-0000» status=201',
    ],
    negative: ['card_number=3530111333300001', 'order=3530111333300000', 'card_number changed from 3530111333300000x'],
  },
};
