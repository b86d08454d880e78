// Facebook access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const facebookAccessToken: Detector = {
  id: 'facebook-access-token',
  title: 'Facebook access token',
  class: 'token',
  reference: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
  ...shaped({ shapes: ['EAA{alnum:100-400}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «EAA{alnum:190}»" https://api.internal/v1',
      '<add key="facebookAccessToken" value="«EAA{alnum:190}»" />',
      'facebook_access_token: "«EAA{alnum:190}»"',
    ],
    negative: [
      'export FACEBOOK_ACCESS_TOKEN=EAA{alnum:99}',
      'facebook_access_token: EAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'facebook_access_token=EAA{alnum:401}',
    ],
  },
};
