// Stripe test secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stripeTestSecretKey: Detector = {
  id: 'stripe-test-secret-key',
  title: 'Stripe test secret key',
  class: 'token',
  reference: 'https://docs.stripe.com/keys',
  ...shaped({ shapes: ['sk_test_{alnum:24-247}'] }),
  examples: {
    positive: [
      'const stripeTestKey = "«sk_test_{alnum:24}»";',
      '{"stripe_test_key":"«sk_test_{alnum:99}»","retries":3}',
      'Authorization: Bearer «sk_test_{alnum:24}»',
    ],
    negative: [
      'export STRIPE_TEST_KEY=sk_test_{alnum:23}',
      'stripe_test_key: sk_test_xxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xsk_test_{alnum:24-247}',
    ],
  },
};
