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
      'level=error msg="call refused" cloudflare_account_token=«cfat_{alnum:48}» status=401',
      "CLOUDFLARE_ACCOUNT_TOKEN='«cfat_{alnum:48}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «cfat_{alnum:48}»',
    ],
    negative: [
      'export CLOUDFLARE_ACCOUNT_TOKEN=cfat_{alnum:43}',
      'cloudflare_account_token: cfat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"cloudflare_account_token":"cfat_{alnum:22}!{alnum:21}"}',
    ],
  },
};
