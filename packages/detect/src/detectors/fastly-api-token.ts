// Fastly API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const fastlyApiToken: Detector = {
  id: 'fastly-api-token',
  title: 'Fastly API token',
  class: 'token',
  reference: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
  ...named({ names: ['fastly'], shapes: ['{base64url:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" fastly_api_token=«{base64url:32}» status=401',
      'const fastlyApiKey = "«{base64url:32}»";',
      'export FASTLY_API_TOKEN=«{base64url:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:32}',
      'export FASTLY_API_TOKEN={base64url:31}',
      'fastly_api_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"fastly_api_token":"{base64url:16}!{base64url:15}"}',
    ],
  },
};
