// Estonian or Lithuanian personal code.
import type { Detector } from '../formats/detector.ts';
import { isIsikukood } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const estoniaPersonalCode: Detector = {
  id: 'estonia-personal-code',
  title: 'Estonian or Lithuanian personal code',
  class: 'personal-number',
  reference: 'https://www.siseministeerium.ee/en/activities/population-procedures/personal-identification-code',
  ...named({
    names: ['isikukood', 'asmens kodas'],
    shapes: ['{digit:11}'],
    words: ['isikukood', 'asmens'],
    proof: isIsikukood,
    chance: false,
  }),
  examples: {
    positive: [
      'isikukood=«37605030299»',
      '{"isikukood":"«37605030299»","retries":3}',
      'level=info msg="customer created" isikukood=«37605030299» status=201',
    ],
    negative: ['isikukood=37605030298', 'order=37605030299', 'isikukood changed from 37605030299x'],
  },
};
