// Square application secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const squareOauthSecret: Detector = {
  id: 'square-oauth-secret',
  title: 'Square application secret',
  class: 'token',
  reference: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  ...shaped({ shapes: ['sq0csp-{base64url:43}'] }),
  examples: {
    positive: [
      '<add key="squareAppSecret" value="«sq0csp-{base64url:43}»" />',
      'square_app_secret: "«sq0csp-{base64url:43}»"',
      'helm upgrade app ./chart --set auth.squareAppSecret=«sq0csp-{base64url:43}»',
    ],
    negative: [
      'export SQUARE_APP_SECRET=sq0csp-{base64url:42}',
      'square_app_secret: sq0csp-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'square_app_secret=sq0csp-{base64url:44}',
    ],
  },
};
