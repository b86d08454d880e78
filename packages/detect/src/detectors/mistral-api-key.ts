// Mistral AI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mistralApiKey: Detector = {
  id: 'mistral-api-key',
  title: 'Mistral AI API key',
  class: 'token',
  reference: 'https://docs.mistral.ai/getting-started/quickstart/',
  ...named({ names: ['mistral'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" mistral_api_key=«{alnum:32}» status=401',
      'const mistralApiKey = "«{alnum:32}»";',
      'export MISTRAL_API_KEY=«{alnum:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export MISTRAL_API_KEY={alnum:31}',
      'mistral_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"mistral_api_key":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
