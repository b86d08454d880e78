// DeepSeek API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const deepseekApiKey: Detector = {
  id: 'deepseek-api-key',
  title: 'DeepSeek API key',
  class: 'token',
  reference: 'https://api-docs.deepseek.com/',
  ...named({ names: ['deepseek'], shapes: ['sk-{hex:32}'] }),
  examples: {
    positive: [
      'export DEEPSEEK_API_KEY=«sk-{hex:32}»',
      'level=error msg="call refused" deepseek_api_key=«sk-{hex:32}» status=401',
      'const deepseekApiKey = "«sk-{hex:32}»";',
    ],
    negative: [
      'export BILLING_API_KEY=sk-{hex:32}',
      'export DEEPSEEK_API_KEY=sk-{hex:31}',
      'deepseek_api_key: sk-00000000000000000000000000000000',
      'deepseek deepseek build sk-{hex:32} done',
    ],
  },
};
