// Jina AI API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const jinaApiKey: Detector = {
  id: 'jina-api-key',
  title: 'Jina AI API key',
  class: 'token',
  reference: 'https://jina.ai/embeddings/',
  ...shaped({ shapes: ['jina_{base64url:60}'] }),
  examples: {
    positive: [
      'jina_api_key: "«jina_{base64url:60}»"',
      'helm upgrade app ./chart --set auth.jinaApiKey=«jina_{base64url:60}»',
      'curl -s -H "X-Auth-Token: «jina_{base64url:60}»" https://api.internal/v1',
    ],
    negative: [
      'export JINA_API_KEY=jina_{base64url:59}',
      'jina_api_key: jina_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'jina_api_key=jina_{base64url:61}',
    ],
  },
};
