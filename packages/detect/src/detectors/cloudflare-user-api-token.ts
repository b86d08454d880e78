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
      'level=error msg="call refused" cloudflare_api_token=«cfut_{alnum:48}» status=401',
      "CLOUDFLARE_API_TOKEN='«cfut_{alnum:48}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «cfut_{alnum:48}»',
    ],
    negative: [
      'export CLOUDFLARE_API_TOKEN=cfut_{alnum:43}',
      'cloudflare_api_token: cfut_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"cloudflare_api_token":"cfut_{alnum:22}!{alnum:21}"}',
    ],
  },
};
