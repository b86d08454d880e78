// Netlify legacy access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const netlifyLegacyToken: Detector = {
  id: 'netlify-legacy-token',
  title: 'Netlify legacy access token',
  class: 'token',
  reference: 'https://docs.netlify.com/api/get-started/',
  ...named({ names: ['netlify'], shapes: ['{base64url:43}'] }),
  examples: {
    positive: [
      'const netlifyAuthToken = "«{base64url:43}»";',
      'export NETLIFY_AUTH_TOKEN=«{base64url:43}»',
      'level=error msg="call refused" netlify_auth_token=«{base64url:43}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:43}',
      'export NETLIFY_AUTH_TOKEN={base64url:42}',
      'netlify_auth_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"netlify_auth_token":"{base64url:21}!{base64url:21}"}',
    ],
  },
};
