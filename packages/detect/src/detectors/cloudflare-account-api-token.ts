// Cloudflare account API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cloudflareAccountApiToken: Detector = {
  id: 'cloudflare-account-api-token',
  title: 'Cloudflare account API token',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  ...shaped({ shapes: ['cfat_{alnum:44-56}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «cfat_{alnum:48}»" https://api.internal/v1',
      '<add key="cloudflareAccountToken" value="«cfat_{alnum:48}»" />',
      'cloudflare_account_token: "«cfat_{alnum:48}»"',
    ],
    negative: [
      'export CLOUDFLARE_ACCOUNT_TOKEN=cfat_{alnum:43}',
      'cloudflare_account_token: cfat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'cloudflare_account_token=cfat_{alnum:57}',
    ],
  },
};
