// Braintree or PayPal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const braintreeAccessToken: Detector = {
  id: 'braintree-access-token',
  title: 'Braintree or PayPal access token',
  class: 'token',
  reference: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
  ...shaped({
    shapes: ['access_token$production${lowernum:16}${hex:32}', 'access_token$sandbox${lowernum:16}${hex:32}'],
  }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «access_token$production${lowernum:16}${hex:32}»',
      'export BRAINTREE_ACCESS_TOKEN=«access_token$sandbox${lowernum:16}${hex:32}»',
      'level=error msg="call refused" braintree_access_token=«access_token$production${lowernum:16}${hex:32}» status=401',
    ],
    negative: [
      'export BRAINTREE_ACCESS_TOKEN=access_token$sandbox${lowernum:16}${hex:31}',
      'braintree_access_token: access_token$production${lowernum:16}$0123456789abcdef0123456789abcdef',
      'see id=xaccess_token$production${lowernum:16}${hex:32}',
    ],
  },
};
