// Cloudflare global API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cloudflareGlobalApiKey: Detector = {
  id: 'cloudflare-global-api-key',
  title: 'Cloudflare global API key',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  ...shaped({ shapes: ['cfk_{alnum:44-56}'] }),
  examples: {
    positive: [
      '{"cloudflare_api_key":"«cfk_{alnum:48}»","retries":3}',
      'Authorization: Bearer «cfk_{alnum:48}»',
      '{"env":[{"name":"CLOUDFLARE_API_KEY","value":"«cfk_{alnum:48}»"}]}',
    ],
    negative: [
      'export CLOUDFLARE_API_KEY=cfk_{alnum:43}',
      'cloudflare_api_key: cfk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xcfk_{alnum:44-56}',
    ],
  },
};
