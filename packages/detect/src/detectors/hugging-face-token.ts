// Hugging Face user access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const huggingFaceToken: Detector = {
  id: 'hugging-face-token',
  title: 'Hugging Face user access token',
  class: 'token',
  reference: 'https://huggingface.co/docs/hub/security-tokens',
  ...shaped({ shapes: ['hf_{alpha:34}'] }),
  examples: {
    positive: [
      'hf_token: "«hf_{alpha:34}»"',
      'helm upgrade app ./chart --set auth.hfToken=«hf_{alpha:34}»',
      'curl -s -H "X-Auth-Token: «hf_{alpha:34}»" https://api.internal/v1',
    ],
    negative: [
      'export HF_TOKEN=hf_{alpha:33}',
      'hf_token: hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'hf_token=hf_{alpha:35}',
    ],
  },
};
