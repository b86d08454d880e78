// Cloudflare API token without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const cloudflareLegacyApiToken: Detector = {
  id: 'cloudflare-legacy-api-token',
  title: 'Cloudflare API token without prefix',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  ...named({ names: ['cloudflare', 'cf api'], shapes: ['{base64url:40}'], words: ['token'] }),
  examples: {
    positive: [
      'const cloudflareApiToken = "«{base64url:40}»";',
      'export CF_API_TOKEN=«{base64url:40}»',
      'level=error msg="call refused" cloudflare_api_token=«{base64url:40}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:40}',
      'export CLOUDFLARE_API_TOKEN={base64url:39}',
      'cloudflare_api_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'cloudflare cloudflare build {base64url:40} done',
    ],
  },
};
