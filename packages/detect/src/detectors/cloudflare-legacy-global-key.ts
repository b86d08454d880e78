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
      'const cloudflareApiKey = "«{hex:37-45}»";',
      'export CF_API_KEY=«{hex:37-45}»',
      'level=error msg="call refused" cloudflare_api_key=«{hex:37-45}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:37-45}',
      'export CLOUDFLARE_API_KEY={hex:36}',
      'cloudflare_api_key: 0000000000000000000000000000000000000',
      'cloudflare cloudflare build {hex:37-45} done',
    ],
  },
};
