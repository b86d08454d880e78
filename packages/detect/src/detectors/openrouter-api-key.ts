// OpenRouter API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const openrouterApiKey: Detector = {
  id: 'openrouter-api-key',
  title: 'OpenRouter API key',
  class: 'token',
  reference: 'https://openrouter.ai/docs/api-reference/authentication',
  ...shaped({ shapes: ['sk-or-v1-{hex:64}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «sk-or-v1-{hex:64}»',
      '{"env":[{"name":"OPENROUTER_API_KEY","value":"«sk-or-v1-{hex:64}»"}]}',
      'const openrouterApiKey = "«sk-or-v1-{hex:64}»";',
    ],
    negative: [
      'export OPENROUTER_API_KEY=sk-or-v1-{hex:63}',
      'openrouter_api_key: sk-or-v1-0000000000000000000000000000000000000000000000000000000000000000',
      'see id=xsk-or-v1-{hex:64}',
    ],
  },
};
