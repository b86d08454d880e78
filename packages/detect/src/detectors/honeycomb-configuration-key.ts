// Honeycomb configuration or classic key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const honeycombConfigurationKey: Detector = {
  id: 'honeycomb-configuration-key',
  title: 'Honeycomb configuration or classic key',
  class: 'token',
  reference: 'https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys/',
  ...named({ names: ['honeycomb'], shapes: ['{alnum:22}', '{hex:32}'] }),
  examples: {
    positive: [
      'honeycomb_api_key: "«{alnum:22}»"',
      '{"env":[{"name":"HONEYCOMB_WRITE_KEY","value":"«{hex:32}»"}]}',
      'honeycomb.api.key = «{alnum:22}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:22}',
      'export HONEYCOMB_API_KEY={alnum:21}',
      'honeycomb_api_key: xxxxxxxxxxxxxxxxxxxxxx',
      '{"honeycomb_api_key":"{alnum:11}!{alnum:10}"}',
    ],
  },
};
