// Plivo auth token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const plivoAuthToken: Detector = {
  id: 'plivo-auth-token',
  title: 'Plivo auth token',
  class: 'token',
  reference: 'https://www.plivo.com/docs/account/api/overview/',
  ...named({ names: ['plivo'], shapes: ['{alnum:40}'] }),
  examples: {
    positive: [
      'export PLIVO_AUTH_TOKEN=«{alnum:40}»',
      'level=error msg="call refused" plivo_auth_token=«{alnum:40}» status=401',
      'const plivoAuthToken = "«{alnum:40}»";',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:40}',
      'export PLIVO_AUTH_TOKEN={alnum:39}',
      'plivo_auth_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'plivo plivo build {alnum:40} done',
    ],
  },
};
