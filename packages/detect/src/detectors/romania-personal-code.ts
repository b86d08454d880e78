// Romanian personal numerical code.
import type { Detector } from '../formats/detector.ts';
import { isRomanianCnp } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const romaniaPersonalCode: Detector = {
  id: 'romania-personal-code',
  title: 'Romanian personal numerical code',
  class: 'personal-number',
  reference: 'https://legislatie.just.ro/Public/DetaliiDocument/131085',
  ...named({
    names: ['cnp', 'cod numeric'],
    shapes: ['{digit:13}'],
    words: ['cnp', 'cod'],
    proof: isRomanianCnp,
    chance: false,
  }),
  examples: {
    positive: [
      'cnp=«1800101221144»',
      '{"cnp":"«1800101221144»","retries":3}',
      'level=info msg="customer created" cnp=«1800101221144» status=201',
    ],
    negative: ['cnp=1800101221145', 'order=1800101221144', 'cnp changed from 1800101221144x'],
  },
};
