// Indian Aadhaar number.
import type { Detector } from '../formats/detector.ts';
import { isAadhaar } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const indiaAadhaarNumber: Detector = {
  id: 'india-aadhaar-number',
  title: 'Indian Aadhaar number',
  class: 'personal-number',
  reference: 'https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html',
  ...named({
    names: ['aadhaar', 'aadhar', 'uidai'],
    shapes: ['{digit:12}', '{digit:4} {digit:4} {digit:4}'],
    words: ['aadhaar', 'aadhar', 'uidai'],
    proof: isAadhaar,
    chance: false,
  }),
  examples: {
    positive: [
      'aadhaar=«999941057058»',
      '{"aadhaar":"«9999 4105 7058»","retries":3}',
      'level=info msg="customer created" aadhaar=«999941057058» status=201',
    ],
    negative: ['aadhaar=999941057059', 'order=999941057058', 'aadhaar changed from 999941057058x'],
  },
};
