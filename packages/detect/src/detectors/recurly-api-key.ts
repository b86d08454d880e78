// Recurly private API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const recurlyApiKey: Detector = {
  id: 'recurly-api-key',
  title: 'Recurly private API key',
  class: 'token',
  reference: 'https://docs.recurly.com/recurly-subscriptions/docs/api-keys',
  ...named({ names: ['recurly'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'recurly.api.key = «{hex:32}»',
      'recurly_private_key: "«{hex:32}»"',
      '{"env":[{"name":"RECURLY_API_KEY","value":"«{hex:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export RECURLY_API_KEY={hex:31}',
      'recurly_api_key: 00000000000000000000000000000000',
      'recurly recurly build {hex:32} done',
    ],
  },
};
