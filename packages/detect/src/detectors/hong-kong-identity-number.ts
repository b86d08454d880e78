// Hong Kong identity card number.
import type { Detector } from '../formats/detector.ts';
import { isHkid } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const hongKongIdentityNumber: Detector = {
  id: 'hong-kong-identity-number',
  title: 'Hong Kong identity card number',
  class: 'personal-number',
  reference: 'https://www.immd.gov.hk/eng/services/hkid.html',
  ...named({
    names: ['hkid', 'hong kong id'],
    shapes: ['{upper:1}{digit:6}({hkid:1})'],
    words: ['hkid', 'hong'],
    proof: isHkid,
    chance: false,
  }),
  examples: {
    positive: [
      'hkid=«A123456(3)»',
      '{"hkid":"«A123456(3)»","retries":3}',
      'level=info msg="customer created" hkid=«A123456(3)» status=201',
    ],
    negative: ['hkid=A123456(4)', 'order=A123456(3)', 'hkid changed from A123456(3)x'],
  },
};
