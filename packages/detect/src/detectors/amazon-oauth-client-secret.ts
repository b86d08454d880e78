// Login with Amazon client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const amazonOauthClientSecret: Detector = {
  id: 'amazon-oauth-client-secret',
  title: 'Login with Amazon client secret',
  class: 'token',
  reference: 'https://developer.amazon.com/docs/login-with-amazon/register-web.html',
  ...shaped({ shapes: ['amzn1.oa2-cs.v1.{hex:64}'] }),
  examples: {
    positive: [
      'lwa_client_secret: "«amzn1.oa2-cs.v1.{hex:64}»"',
      'helm upgrade app ./chart --set auth.lwaClientSecret=«amzn1.oa2-cs.v1.{hex:64}»',
      'curl -s -H "X-Auth-Token: «amzn1.oa2-cs.v1.{hex:64}»" https://api.internal/v1',
    ],
    negative: [
      'export LWA_CLIENT_SECRET=amzn1.oa2-cs.v1.{hex:63}',
      'lwa_client_secret: amzn1.oa2-cs.v1.0000000000000000000000000000000000000000000000000000000000000000',
      'lwa_client_secret=amzn1.oa2-cs.v1.{hex:65}',
    ],
  },
};
