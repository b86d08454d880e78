// Chinese resident identity number.
import type { Detector } from '../formats/detector.ts';
import { isChineseId } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const chinaResidentNumber: Detector = {
  id: 'china-resident-number',
  title: 'Chinese resident identity number',
  class: 'personal-number',
  reference: 'https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E',
  ...named({
    names: ['resident id', 'shenfenzheng', 'idcard', 'id card'],
    shapes: ['{digit:17}{uppernum:1}'],
    words: ['resident', 'shenfenzheng', 'card'],
    proof: isChineseId,
    chance: false,
  }),
  examples: {
    positive: [
      'id_card=«11010519491231002X»',
      '{"id_card":"«440524188001010014»","retries":3}',
      'level=info msg="customer created" id_card=«11010519491231002X» status=201',
    ],
    negative: ['id_card=110105194912310021', 'order=11010519491231002X', 'id_card changed from 11010519491231002Xx'],
  },
};
