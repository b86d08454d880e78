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
      'bugsnag.api.key = «{hex:32}»',
      'bugsnag_api_key: "«{hex:32}»"',
      '{"env":[{"name":"BUGSNAG_API_KEY","value":"«{hex:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export BUGSNAG_API_KEY={hex:31}',
      'bugsnag_api_key: 0123456789abcdef0123456789abcdef',
      '{"bugsnag_api_key":"{hex:16}!{hex:15}"}',
    ],
  },
};
