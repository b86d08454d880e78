// UK National Insurance number.
import type { Detector } from '../formats/detector.ts';
import { isNino } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const ukNationalInsuranceNumber: Detector = {
  id: 'uk-national-insurance-number',
  title: 'UK National Insurance number',
  class: 'personal-number',
  reference: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
  ...named({
    names: ['nino', 'national insurance', 'ni number'],
    shapes: ['{upper:2}{digit:6}{upper:1}', '{upper:2} {digit:2} {digit:2} {digit:2} {upper:1}'],
    words: ['nino', 'national', 'ni'],
    proof: isNino,
    chance: false,
  }),
  examples: {
    positive: [
      'nino=«AB123456C»',
      '{"nino":"«AA 12 34 56 A»","retries":3}',
      'level=info msg="customer created" nino=«JK442211D» status=201',
    ],
    negative: ['nino=AB123456E', 'order=AB123456C', 'nino changed from AB123456Cx'],
  },
};
