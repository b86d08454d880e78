// Cerebras API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cerebrasApiKey: Detector = {
  id: 'cerebras-api-key',
  title: 'Cerebras API key',
  class: 'token',
  reference: 'https://inference-docs.cerebras.ai/quickstart',
  ...shaped({ shapes: ['csk-{lowernum:48}'] }),
  examples: {
    positive: [
      'cerebras_api_key: "«csk-{lowernum:48}»"',
      'helm upgrade app ./chart --set auth.cerebrasApiKey=«csk-{lowernum:48}»',
      'curl -s -H "X-Auth-Token: «csk-{lowernum:48}»" https://api.internal/v1',
    ],
    negative: [
      'export CEREBRAS_API_KEY=csk-{lowernum:47}',
      'cerebras_api_key: csk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'cerebras_api_key=csk-{lowernum:49}',
    ],
  },
};
