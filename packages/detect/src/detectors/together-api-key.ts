// Together AI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const togetherApiKey: Detector = {
  id: 'together-api-key',
  title: 'Together AI API key',
  class: 'token',
  reference: 'https://docs.together.ai/docs/quickstart',
  ...named({ names: ['together api', 'together ai', 'togetherai'], shapes: ['{hex:64}', 'tgp_v1_{base64url:43}'] }),
  examples: {
    positive: [
      'together_api_key: "«{hex:64}»"',
      '{"env":[{"name":"TOGETHER_AI_KEY","value":"«tgp_v1_{base64url:43}»"}]}',
      'together.api.key = «{hex:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:64}',
      'export TOGETHER_API_KEY={hex:63}',
      'together_api_key: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"together_api_key":"{hex:32}!{hex:31}"}',
    ],
  },
};
