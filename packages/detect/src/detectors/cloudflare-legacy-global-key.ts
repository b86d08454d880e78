// Cloudflare global API key without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const cloudflareLegacyGlobalKey: Detector = {
  id: 'cloudflare-legacy-global-key',
  title: 'Cloudflare global API key without prefix',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  ...named({ names: ['cloudflare', 'cf api', 'x auth key'], shapes: ['{hex:37-45}'], words: ['key'] }),
  examples: {
    positive: [
      'cloudflare.api.key = «{hex:37-45}»',
      'cf_api_key: "«{hex:37-45}»"',
      '{"env":[{"name":"CLOUDFLARE_API_KEY","value":"«{hex:37-45}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:37-45}',
      'export CLOUDFLARE_API_KEY={hex:36}',
      'cloudflare_api_key: 0123456789abcdef0123456789abcdef01234',
      '{"cloudflare_api_key":"{hex:18}!{hex:18}"}',
    ],
  },
};
