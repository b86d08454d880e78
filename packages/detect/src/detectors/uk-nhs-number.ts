// UK NHS number.
import type { Detector } from '../formats/detector.ts';
import { isNhsNumber } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const ukNhsNumber: Detector = {
  id: 'uk-nhs-number',
  title: 'UK NHS number',
  class: 'personal-number',
  reference: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  ...named({
    names: ['nhs'],
    shapes: ['{digit:3} {digit:3} {digit:4}', '{digit:10}'],
    words: ['nhs'],
    proof: isNhsNumber,
    chance: false,
  }),
  examples: {
    positive: [
      'nhs_number=«943 476 5919»',
      '{"nhs_number":"«9434765919»","retries":3}',
      'level=info msg="customer created" nhs_number=«943 476 5919» status=201',
    ],
    negative: ['nhs_number=943 476 5918', 'order=943 476 5919', 'nhs_number changed from 943 476 5919x'],
  },
};
