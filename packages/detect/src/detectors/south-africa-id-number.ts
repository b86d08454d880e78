// South African identity number.
import type { Detector } from '../formats/detector.ts';
import { isSouthAfricanId } from '../formats/national-numbers-east.ts';
import { named } from '../formats/named.ts';

export const southAfricaIdNumber: Detector = {
  id: 'south-africa-id-number',
  title: 'South African identity number',
  class: 'personal-number',
  reference: 'https://www.dha.gov.za/index.php/identity-documents2',
  ...named({
    names: ['south african id', 'rsa id'],
    shapes: ['{digit:13}'],
    words: ['south', 'rsa'],
    proof: isSouthAfricanId,
    chance: false,
  }),
  examples: {
    positive: [
      'rsa_id=«8001015009087»',
      '{"rsa_id":"«8001015009087»","retries":3}',
      'level=info msg="customer created" rsa_id=«8001015009087» status=201',
    ],
    negative: ['rsa_id=8001015009088', 'order=8001015009087', 'rsa_id changed from 8001015009087x'],
  },
};
