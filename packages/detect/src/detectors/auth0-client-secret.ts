// Auth0 client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const auth0ClientSecret: Detector = {
  id: 'auth0-client-secret',
  title: 'Auth0 client secret',
  class: 'token',
  reference: 'https://auth0.com/docs/get-started/applications/application-settings',
  ...named({ names: ['auth0'], shapes: ['{base64url:64}'], words: ['secret'] }),
  examples: {
    positive: [
      'const auth0ClientSecret = "«{base64url:64}»";',
      'export AUTH0_CLIENT_SECRET=«{base64url:64}»',
      'level=error msg="call refused" auth0_client_secret=«{base64url:64}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:64}',
      'export AUTH0_CLIENT_SECRET={base64url:63}',
      'auth0_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'auth0 auth0 build {base64url:64} done',
    ],
  },
};
