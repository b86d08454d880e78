// Singaporean NRIC or FIN.
import type { Detector } from '../formats/detector.ts';
import { isNric } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const singaporeIdentityNumber: Detector = {
  id: 'singapore-identity-number',
  title: 'Singaporean NRIC or FIN',
  class: 'personal-number',
  reference: 'https://www.ica.gov.sg/',
  ...named({ names: ['nric'], shapes: ['{upper:1}{digit:7}{upper:1}'], words: ['nric'], proof: isNric, chance: false }),
  examples: {
    positive: [
      'nric=«S1234567D»',
      '{"nric":"«S1234567D»","retries":3}',
      'level=info msg="customer created" nric=«S1234567D» status=201',
    ],
    negative: ['nric=S1234567E', 'order=S1234567D', 'nric changed from S1234567Dx'],
  },
};
