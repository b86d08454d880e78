// Weights & Biases API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const wandbApiKey: Detector = {
  id: 'wandb-api-key',
  title: 'Weights & Biases API key',
  class: 'token',
  reference: 'https://docs.wandb.ai/quickstart',
  ...named({ names: ['wandb'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      'const wandbApiKey = "«{hex:40}»";',
      'export WANDB_API_KEY=«{hex:40}»',
      'level=error msg="call refused" wandb_api_key=«{hex:40}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export WANDB_API_KEY={hex:39}',
      'wandb_api_key: 0000000000000000000000000000000000000000',
      'wandb wandb build {hex:40} done',
    ],
  },
};
