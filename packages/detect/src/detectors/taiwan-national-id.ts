// Taiwanese national identification number.
import type { Detector } from '../formats/detector.ts';
import { isTaiwaneseId } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const taiwanNationalId: Detector = {
  id: 'taiwan-national-id',
  title: 'Taiwanese national identification number',
  class: 'personal-number',
  reference: 'https://www.ris.gov.tw/app/en/',
  ...named({
    names: ['taiwan id', 'roc id', 'taiwanese id'],
    shapes: ['{upper:1}{digit:9}'],
    words: ['taiwan', 'roc', 'taiwanese'],
    proof: isTaiwaneseId,
    chance: false,
  }),
  examples: {
    positive: [
      'taiwan_id=«A123456789»',
      '{"taiwan_id":"«A123456789»","retries":3}',
      'level=info msg="customer created" taiwan_id=«A123456789» status=201',
    ],
    negative: ['taiwan_id=A123456788', 'order=A123456789', 'taiwan_id changed from A123456789x'],
  },
};
