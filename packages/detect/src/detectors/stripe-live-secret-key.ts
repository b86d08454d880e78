// Stripe live secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stripeLiveSecretKey: Detector = {
  id: 'stripe-live-secret-key',
  title: 'Stripe live secret key',
  class: 'token',
  reference: 'https://docs.stripe.com/keys',
  ...shaped({ shapes: ['sk_live_{alnum:24-247}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.stripeSecretKey=«sk_live_{alnum:24}»',
      'curl -s -H "X-Auth-Token: «sk_live_{alnum:99}»" https://api.internal/v1',
      '<add key="stripeSecretKey" value="«sk_live_{alnum:24}»" />',
    ],
    negative: [
      'export STRIPE_SECRET_KEY=sk_live_{alnum:23}',
      'stripe_secret_key: sk_live_xxxxxxxxxxxxxxxxxxxxxxxx',
      'stripe_secret_key=sk_live_{alnum:248}',
    ],
  },
};
