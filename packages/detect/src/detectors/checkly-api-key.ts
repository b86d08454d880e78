// Checkly API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const checklyApiKey: Detector = {
  id: 'checkly-api-key',
  title: 'Checkly API key',
  class: 'token',
  reference: 'https://www.checklyhq.com/docs/integrations/terraform/getting-started/',
  ...named({ names: ['checkly'], shapes: ['cu_{hex:32}'] }),
  examples: {
    positive: [
      'checkly_api_key: "«cu_{hex:32}»"',
      '{"env":[{"name":"CHECKLY_API_KEY","value":"«cu_{hex:32}»"}]}',
      'checkly.api.key = «cu_{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY=cu_{hex:32}',
      'export CHECKLY_API_KEY=cu_{hex:31}',
      'checkly_api_key: cu_0123456789abcdef0123456789abcdef',
      '{"checkly_api_key":"cu_{hex:16}!{hex:15}"}',
    ],
  },
};
