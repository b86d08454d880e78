// Stripe live restricted key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stripeLiveRestrictedKey: Detector = {
  id: 'stripe-live-restricted-key',
  title: 'Stripe live restricted key',
  class: 'token',
  reference: 'https://docs.stripe.com/keys/restricted-api-keys',
  ...shaped({ shapes: ['rk_live_{alnum:24-247}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" stripe_restricted_key=«rk_live_{alnum:99}» status=401',
      "STRIPE_RESTRICTED_KEY='«rk_live_{alnum:99}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «rk_live_{alnum:99}»',
    ],
    negative: [
      'export STRIPE_RESTRICTED_KEY=rk_live_{alnum:23}',
      'stripe_restricted_key: rk_live_xxxxxxxxxxxxxxxxxxxxxxxx',
      '{"stripe_restricted_key":"rk_live_{alnum:12}!{alnum:11}"}',
    ],
  },
};
