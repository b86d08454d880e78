// Maestro card number.
import type { Detector } from '../formats/detector.ts';
import { CARD_NAMES, CARD_SHAPES, isCardOf } from '../formats/cards.ts';
import { named } from '../formats/named.ts';

export const cardMaestroNumber: Detector = {
  id: 'card-maestro-number',
  title: 'Maestro card number',
  class: 'card',
  reference: 'https://www.iso.org/standard/70484.html',
  ...named({ names: CARD_NAMES, shapes: CARD_SHAPES, words: CARD_NAMES, proof: isCardOf('maestro'), chance: false }),
  examples: {
    positive: [
      'card_number=«6759649826438453»',
      '{"card_number":"«6759 6498 2643 8453»","retries":3}',
      'level=info msg="customer created" card_number=«6759-6498-2643-8453» status=201',
    ],
    negative: ['card_number=6759649826438454', 'order=6759649826438453', 'card_number changed from 6759649826438453x'],
  },
};
