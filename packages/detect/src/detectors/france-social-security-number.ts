// French social security number.
import type { Detector } from '../formats/detector.ts';
import { isNir } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const franceSocialSecurityNumber: Detector = {
  id: 'france-social-security-number',
  title: 'French social security number',
  class: 'personal-number',
  reference: 'https://www.insee.fr/en/metadonnees/definition/c1409',
  ...named({
    names: ['nir', 'securite sociale'],
    shapes: ['{digit:15}', '{digit:13} {digit:2}'],
    words: ['nir', 'securite'],
    proof: isNir,
    chance: false,
  }),
  examples: {
    positive: [
      'nir=«255081416802538»',
      '{"nir":"«2550814168025 38»","retries":3}',
      'level=info msg="customer created" nir=«255081416802538» status=201',
    ],
    negative: ['nir=255081416802539', 'order=255081416802538', 'nir changed from 255081416802538x'],
  },
};
