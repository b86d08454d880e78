// Thai identity number.
import type { Detector } from '../formats/detector.ts';
import { isThaiId } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const thailandIdentityNumber: Detector = {
  id: 'thailand-identity-number',
  title: 'Thai identity number',
  class: 'personal-number',
  reference: 'https://www.bora.dopa.go.th/',
  ...named({
    names: ['thai id', 'thai national', 'thai citizen'],
    shapes: ['{digit:13}', '{digit:1}-{digit:4}-{digit:5}-{digit:2}-{digit:1}'],
    words: ['thai', 'thai', 'thai'],
    proof: isThaiId,
    chance: false,
  }),
  examples: {
    positive: [
      'thai_id=«1234545678781»',
      '{"thai_id":"«1-2345-45678-78-1»","retries":3}',
      'level=info msg="customer created" thai_id=«1234545678781» status=201',
    ],
    negative: ['thai_id=1234545678782', 'order=1234545678781', 'thai_id changed from 1234545678781x'],
  },
};
