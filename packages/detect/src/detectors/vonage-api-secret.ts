// Vonage API secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vonageApiSecret: Detector = {
  id: 'vonage-api-secret',
  title: 'Vonage API secret',
  class: 'token',
  reference: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
  ...named({ names: ['vonage', 'nexmo'], shapes: ['{alnum:16}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"env":[{"name":"VONAGE_API_SECRET","value":"«{alnum:16}»"}]}',
      'nexmo.api.secret = «{alnum:16}»',
      'vonage_api_secret: "«{alnum:16}»"',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:16}',
      'export VONAGE_API_SECRET={alnum:15}',
      'vonage_api_secret: xxxxxxxxxxxxxxxx',
      'vonage vonage build {alnum:16} done',
    ],
  },
};
