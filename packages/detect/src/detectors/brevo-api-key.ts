// Brevo API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const brevoApiKey: Detector = {
  id: 'brevo-api-key',
  title: 'Brevo API key',
  class: 'token',
  reference: 'https://developers.brevo.com/docs/getting-started',
  ...shaped({ shapes: ['xkeysib-{hex:64}-{alnum:16}'] }),
  examples: {
    positive: [
      "BREVO_API_KEY='«xkeysib-{hex:64}-{alnum:16}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «xkeysib-{hex:64}-{alnum:16}»',
      'export BREVO_API_KEY=«xkeysib-{hex:64}-{alnum:16}»',
    ],
    negative: [
      'export BREVO_API_KEY=xkeysib-{hex:64}-{alnum:15}',
      'brevo_api_key: xkeysib-0000000000000000000000000000000000000000000000000000000000000000-{alnum:16}',
      '{"brevo_api_key":"xkeysib-{hex:32}!{hex:31}-{alnum:16}"}',
    ],
  },
};
