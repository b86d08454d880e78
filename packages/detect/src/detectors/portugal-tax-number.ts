// Portuguese taxpayer number.
import type { Detector } from '../formats/detector.ts';
import { isPortugueseNif } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const portugalTaxNumber: Detector = {
  id: 'portugal-tax-number',
  title: 'Portuguese taxpayer number',
  class: 'personal-number',
  reference: 'https://www.portaldasfinancas.gov.pt/',
  ...named({
    names: ['contribuinte'],
    shapes: ['{digit:9}'],
    words: ['contribuinte'],
    proof: isPortugueseNif,
    chance: false,
  }),
  examples: {
    positive: [
      'contribuinte=«123456789»',
      '{"contribuinte":"«123456789»","retries":3}',
      'level=info msg="customer created" contribuinte=«501442600» status=201',
    ],
    negative: ['contribuinte=123456788', 'order=123456789', 'contribuinte changed from 123456789x'],
  },
};
