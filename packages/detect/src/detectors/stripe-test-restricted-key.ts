// Stripe test restricted key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stripeTestRestrictedKey: Detector = {
  id: 'stripe-test-restricted-key',
  title: 'Stripe test restricted key',
  class: 'token',
  reference: 'https://docs.stripe.com/keys/restricted-api-keys',
  ...shaped({ shapes: ['rk_test_{alnum:24-247}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «rk_test_{alnum:99}»" https://api.internal/v1',
      '<add key="stripeRestrictedTestKey" value="«rk_test_{alnum:99}»" />',
      'stripe_restricted_test_key: "«rk_test_{alnum:99}»"',
    ],
    negative: [
      'export STRIPE_RESTRICTED_TEST_KEY=rk_test_{alnum:23}',
      'stripe_restricted_test_key: rk_test_xxxxxxxxxxxxxxxxxxxxxxxx',
      'stripe_restricted_test_key=rk_test_{alnum:248}',
    ],
  },
};
