// Cloudflare user API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cloudflareUserApiToken: Detector = {
  id: 'cloudflare-user-api-token',
  title: 'Cloudflare user API token',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  ...shaped({ shapes: ['cfut_{alnum:44-56}'] }),
  examples: {
    positive: [
      'const cloudflareApiToken = "«cfut_{alnum:48}»";',
      '{"cloudflare_api_token":"«cfut_{alnum:48}»","retries":3}',
      'Authorization: Bearer «cfut_{alnum:48}»',
    ],
    negative: [
      'export CLOUDFLARE_API_TOKEN=cfut_{alnum:43}',
      'cloudflare_api_token: cfut_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xcfut_{alnum:44-56}',
    ],
  },
};
