// Replicate API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const replicateApiToken: Detector = {
  id: 'replicate-api-token',
  title: 'Replicate API token',
  class: 'token',
  reference: 'https://replicate.com/docs/topics/security/api-tokens',
  ...shaped({ shapes: ['r8_{alnum:37}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.replicateApiToken=«r8_{alnum:37}»',
      'curl -s -H "X-Auth-Token: «r8_{alnum:37}»" https://api.internal/v1',
      '<add key="replicateApiToken" value="«r8_{alnum:37}»" />',
    ],
    negative: [
      'export REPLICATE_API_TOKEN=r8_{alnum:36}',
      'replicate_api_token: r8_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'replicate_api_token=r8_{alnum:38}',
    ],
  },
};
