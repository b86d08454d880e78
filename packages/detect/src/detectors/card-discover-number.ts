// Discover card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardDiscoverNumber: Detector = {
  id: 'card-discover-number',
  title: 'Discover card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('discover'), chance: false }),
  examples: {
    positive: [
      'card_number=«6011111111111117»',
      '{"card_number":"«6011 0009 9013 9424»","retries":3}',
      'level=info msg="customer created" card_number=«6011-1111-1111-1117» status=201',
    ],
    negative: ['card_number=6011111111111118', 'order=6011111111111117', 'card_number changed from 6011111111111117x'],
  },
};
