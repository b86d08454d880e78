// German tax identification number.
import type { Detector } from '../formats/detector.ts';
import { isSteuerId } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const germanyTaxId: Detector = {
  id: 'germany-tax-id',
  title: 'German tax identification number',
  class: 'personal-number',
  reference: 'https://www.bzst.de/EN/Private_individuals/Tax_identification_number/tax_identification_number_node.html',
  ...named({
    names: ['steuer id', 'steueridentifikationsnummer', 'idnr'],
    shapes: ['{digit:11}', '{digit:2} {digit:3} {digit:3} {digit:3}'],
    words: ['steuer', 'steueridentifikationsnummer', 'idnr'],
    proof: isSteuerId,
    chance: false,
  }),
  examples: {
    positive: [
      'steuer_id=«86095742719»',
      '{"steuer_id":"«86 095 742 719»","retries":3}',
      'level=info msg="customer created" steuer_id=«47036892816» status=201',
    ],
    negative: ['steuer_id=86095742718', 'order=86095742719', 'steuer_id changed from 86095742719x'],
  },
};
