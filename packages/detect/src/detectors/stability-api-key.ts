// Stability AI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const stabilityApiKey: Detector = {
  id: 'stability-api-key',
  title: 'Stability AI API key',
  class: 'token',
  reference: 'https://platform.stability.ai/docs/api-reference',
  ...named({ names: ['stability api', 'stability key', 'stability ai'], shapes: ['sk-{alnum:48}'] }),
  examples: {
    positive: [
      '<add key="stabilityApiKey" value="«sk-{alnum:48}»" />',
      '{"stability_api_key":"«sk-{alnum:48}»","retries":3}',
      "STABILITY_API_KEY='«sk-{alnum:48}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY=sk-{alnum:48}',
      'export STABILITY_API_KEY=sk-{alnum:47}',
      'stability_api_key: sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'stability api stability build sk-{alnum:48} done',
    ],
  },
};
