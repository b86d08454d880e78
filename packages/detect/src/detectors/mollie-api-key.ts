// Mollie API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mollieApiKey: Detector = {
  id: 'mollie-api-key',
  title: 'Mollie API key',
  class: 'token',
  reference: 'https://docs.mollie.com/reference/authentication',
  ...named({ names: ['mollie'], shapes: ['live_{alnum:30-35}', 'test_{alnum:30-35}'] }),
  examples: {
    positive: [
      'export MOLLIE_API_KEY=«live_{alnum:30-35}»',
      'level=error msg="call refused" mollie_api_key=«test_{alnum:30-35}» status=401',
      'const mollieApiKey = "«live_{alnum:30-35}»";',
    ],
    negative: [
      'export BILLING_API_KEY=live_{alnum:30-35}',
      'export MOLLIE_API_KEY=live_{alnum:29}',
      'mollie_api_key: live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"mollie_api_key":"live_{alnum:15}!{alnum:14}"}',
    ],
  },
};
