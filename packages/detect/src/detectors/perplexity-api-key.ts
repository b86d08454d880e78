// Perplexity API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const perplexityApiKey: Detector = {
  id: 'perplexity-api-key',
  title: 'Perplexity API key',
  class: 'token',
  reference: 'https://docs.perplexity.ai/guides/api-key-management',
  ...shaped({ shapes: ['pplx-{alnum:48}'] }),
  examples: {
    positive: [
      '{"perplexity_api_key":"«pplx-{alnum:48}»","retries":3}',
      'Authorization: Bearer «pplx-{alnum:48}»',
      '{"env":[{"name":"PERPLEXITY_API_KEY","value":"«pplx-{alnum:48}»"}]}',
    ],
    negative: [
      'export PERPLEXITY_API_KEY=pplx-{alnum:47}',
      'perplexity_api_key: pplx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xpplx-{alnum:48}',
    ],
  },
};
