// Fireworks AI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const fireworksApiKey: Detector = {
  id: 'fireworks-api-key',
  title: 'Fireworks AI API key',
  class: 'token',
  reference: 'https://docs.fireworks.ai/getting-started/quickstart',
  ...named({ names: ['fireworks'], shapes: ['fw_{alnum:22-24}'] }),
  examples: {
    positive: [
      'const fireworksApiKey = "«fw_{alnum:22-24}»";',
      'export FIREWORKS_API_KEY=«fw_{alnum:22-24}»',
      'level=error msg="call refused" fireworks_api_key=«fw_{alnum:22-24}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY=fw_{alnum:22-24}',
      'export FIREWORKS_API_KEY=fw_{alnum:21}',
      'fireworks_api_key: fw_xxxxxxxxxxxxxxxxxxxxxx',
      '{"fireworks_api_key":"fw_{alnum:11}!{alnum:10}"}',
    ],
  },
};
