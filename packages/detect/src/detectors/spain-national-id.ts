// Spanish national identity number.
import type { Detector } from '../formats/detector.ts';
import { isDni } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const spainNationalId: Detector = {
  id: 'spain-national-id',
  title: 'Spanish national identity number',
  class: 'personal-number',
  reference:
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
  ...named({
    names: ['dni numero', 'numero dni', 'dni', 'documento nacional'],
    shapes: ['{digit:8}{upper:1}', '{digit:8}-{upper:1}'],
    words: ['dni', 'numero', 'dni', 'documento'],
    proof: isDni,
    chance: false,
  }),
  examples: {
    positive: [
      'dni=«12345678Z»',
      '{"dni":"«12345678-Z»","retries":3}',
      'level=info msg="customer created" dni=«12345678Z» status=201',
    ],
    negative: ['dni=12345678A', 'order=12345678Z', 'dni changed from 12345678Zx'],
  },
};
