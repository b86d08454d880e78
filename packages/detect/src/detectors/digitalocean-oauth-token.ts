// DigitalOcean OAuth token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const digitaloceanOauthToken: Detector = {
  id: 'digitalocean-oauth-token',
  title: 'DigitalOcean OAuth token',
  class: 'token',
  reference: 'https://docs.digitalocean.com/reference/api/oauth/',
  ...shaped({ shapes: ['doo_v1_{hex:64}'] }),
  examples: {
    positive: [
      'do_oauth_token: "«doo_v1_{hex:64}»"',
      'helm upgrade app ./chart --set auth.doOauthToken=«doo_v1_{hex:64}»',
      'curl -s -H "X-Auth-Token: «doo_v1_{hex:64}»" https://api.internal/v1',
    ],
    negative: [
      'export DO_OAUTH_TOKEN=doo_v1_{hex:63}',
      'do_oauth_token: doo_v1_0000000000000000000000000000000000000000000000000000000000000000',
      'do_oauth_token=doo_v1_{hex:65}',
    ],
  },
};
