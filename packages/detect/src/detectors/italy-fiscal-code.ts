// Italian fiscal code.
import type { Detector } from '../formats/detector.ts';
import { isCodiceFiscale } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const italyFiscalCode: Detector = {
  id: 'italy-fiscal-code',
  title: 'Italian fiscal code',
  class: 'personal-number',
  reference:
    'https://www.agenziaentrate.gov.it/portale/web/english/nse/individuals/tax-identification-number-for-foreign-citizens',
  ...named({
    names: ['codice fiscale', 'codicefiscale', 'fiscal code'],
    shapes: ['{upper:6}{digit:2}{upper:1}{digit:2}{upper:1}{digit:3}{upper:1}'],
    words: ['codice', 'codicefiscale', 'fiscal'],
    proof: isCodiceFiscale,
    chance: false,
  }),
  examples: {
    positive: [
      'codice_fiscale=«RSSMRA85T10A562S»',
      '{"codice_fiscale":"«RSSMRA85T10A562S»","retries":3}',
      'level=info msg="customer created" codice_fiscale=«MRTMTT25D09F205Z» status=201',
    ],
    negative: [
      'codice_fiscale=RSSMRA85T10A562T',
      'order=RSSMRA85T10A562S',
      'codice_fiscale changed from RSSMRA85T10A562Sx',
    ],
  },
};
