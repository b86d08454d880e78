// Israeli identity number.
import type { Detector } from '../formats/detector.ts';
import { isIsraeliId } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const israelIdentityNumber: Detector = {
  id: 'israel-identity-number',
  title: 'Israeli identity number',
  class: 'personal-number',
  reference: 'https://www.gov.il/en/service/request_for_israeli_id_card',
  ...named({
    names: ['teudat zehut', 'israeli id', 'israel id'],
    shapes: ['{digit:9}'],
    words: ['teudat', 'israeli', 'israel'],
    proof: isIsraeliId,
    chance: false,
  }),
  examples: {
    positive: [
      'teudat_zehut=«123456782»',
      '{"teudat_zehut":"«123456782»","retries":3}',
      'level=info msg="customer created" teudat_zehut=«123456782» status=201',
    ],
    negative: ['teudat_zehut=123456789', 'order=123456782', 'teudat_zehut changed from 123456782x'],
  },
};
