// Rollbar access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const rollbarAccessToken: Detector = {
  id: 'rollbar-access-token',
  title: 'Rollbar access token',
  class: 'token',
  reference: 'https://docs.rollbar.com/docs/access-tokens',
  ...named({ names: ['rollbar'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'const rollbarAccessToken = "«{hex:32}»";',
      'export ROLLBAR_ACCESS_TOKEN=«{hex:32}»',
      'level=error msg="call refused" rollbar_access_token=«{hex:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export ROLLBAR_ACCESS_TOKEN={hex:31}',
      'rollbar_access_token: 00000000000000000000000000000000',
      'rollbar rollbar build {hex:32} done',
    ],
  },
};
