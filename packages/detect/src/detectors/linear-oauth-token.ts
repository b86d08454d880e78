// Linear OAuth access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const linearOauthToken: Detector = {
  id: 'linear-oauth-token',
  title: 'Linear OAuth access token',
  class: 'token',
  reference: 'https://linear.app/developers/oauth-2-0-authentication',
  ...shaped({ shapes: ['lin_oauth_{hex:64}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «lin_oauth_{hex:64}»',
      '{"env":[{"name":"LINEAR_OAUTH_TOKEN","value":"«lin_oauth_{hex:64}»"}]}',
      'const linearOauthToken = "«lin_oauth_{hex:64}»";',
    ],
    negative: [
      'export LINEAR_OAUTH_TOKEN=lin_oauth_{hex:63}',
      'linear_oauth_token: lin_oauth_0000000000000000000000000000000000000000000000000000000000000000',
      'see id=xlin_oauth_{hex:64}',
    ],
  },
};
