// Bugsnag API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const bugsnagApiKey: Detector = {
  id: 'bugsnag-api-key',
  title: 'Bugsnag API key',
  class: 'token',
  reference: 'https://docs.bugsnag.com/api/',
  ...named({ names: ['bugsnag'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'const bugsnagApiKey = "«{hex:32}»";',
      'export BUGSNAG_API_KEY=«{hex:32}»',
      'level=error msg="call refused" bugsnag_api_key=«{hex:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export BUGSNAG_API_KEY={hex:31}',
      'bugsnag_api_key: 00000000000000000000000000000000',
      'bugsnag bugsnag build {hex:32} done',
    ],
  },
};
