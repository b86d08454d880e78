// PlanetScale OAuth token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const planetscaleOauthToken: Detector = {
  id: 'planetscale-oauth-token',
  title: 'PlanetScale OAuth token',
  class: 'token',
  reference: 'https://planetscale.com/docs/concepts/planetscale-api-oauth-applications',
  ...shaped({ shapes: ['pscale_oauth_{base64url:43}'] }),
  examples: {
    positive: [
      '{"planetscale_oauth_token":"«pscale_oauth_{base64url:43}»","retries":3}',
      'Authorization: Bearer «pscale_oauth_{base64url:43}»',
      '{"env":[{"name":"PLANETSCALE_OAUTH_TOKEN","value":"«pscale_oauth_{base64url:43}»"}]}',
    ],
    negative: [
      'export PLANETSCALE_OAUTH_TOKEN=pscale_oauth_{base64url:42}',
      'planetscale_oauth_token: pscale_oauth_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xpscale_oauth_{base64url:43}',
    ],
  },
};
