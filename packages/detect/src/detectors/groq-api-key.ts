// Groq API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const groqApiKey: Detector = {
  id: 'groq-api-key',
  title: 'Groq API key',
  class: 'token',
  reference: 'https://console.groq.com/docs/quickstart',
  ...shaped({ shapes: ['gsk_{alnum:52}'] }),
  examples: {
    positive: [
      'const groqApiKey = "«gsk_{alnum:52}»";',
      '{"groq_api_key":"«gsk_{alnum:52}»","retries":3}',
      'Authorization: Bearer «gsk_{alnum:52}»',
    ],
    negative: [
      'export GROQ_API_KEY=gsk_{alnum:51}',
      'groq_api_key: gsk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xgsk_{alnum:52}',
    ],
  },
};
