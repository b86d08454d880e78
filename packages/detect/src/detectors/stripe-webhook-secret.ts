// Stripe webhook signing secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stripeWebhookSecret: Detector = {
  id: 'stripe-webhook-secret',
  title: 'Stripe webhook signing secret',
  class: 'token',
  reference: 'https://docs.stripe.com/webhooks/signature',
  ...shaped({ shapes: ['whsec_{alnum:32-64}'] }),
  examples: {
    positive: [
      '{"stripe_webhook_secret":"«whsec_{alnum:32}»","retries":3}',
      'Authorization: Bearer «whsec_{alnum:32}»',
      '{"env":[{"name":"STRIPE_WEBHOOK_SECRET","value":"«whsec_{alnum:32}»"}]}',
    ],
    negative: [
      'export STRIPE_WEBHOOK_SECRET=whsec_{alnum:31}',
      'stripe_webhook_secret: whsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xwhsec_{alnum:32-64}',
    ],
  },
};
