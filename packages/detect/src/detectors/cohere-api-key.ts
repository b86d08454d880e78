// Cohere API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const cohereApiKey: Detector = {
  id: 'cohere-api-key',
  title: 'Cohere API key',
  class: 'token',
  reference: 'https://docs.cohere.com/reference/about',
  ...named({ names: ['cohere', 'co api key'], shapes: ['{alnum:40}'] }),
  examples: {
    positive: [
      'const cohereApiKey = "«{alnum:40}»";',
      'export CO_API_KEY=«{alnum:40}»',
      'level=error msg="call refused" cohere_api_key=«{alnum:40}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:40}',
      'export COHERE_API_KEY={alnum:39}',
      'cohere_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'cohere cohere build {alnum:40} done',
    ],
  },
};
