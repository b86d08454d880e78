// Stripe organization API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** One key for all accounts of an organization, for live mode and sandboxes; there is no `rk_org`. */
export const stripeOrganizationKey: Detector = {
  id: 'stripe-organization-key',
  title: 'Stripe organization API key',
  class: 'token',
  reference: 'https://docs.stripe.com/keys/organization-api-keys',
  ...shaped({ shapes: ['sk_org_live_{alnum:24-247}', 'sk_org_test_{alnum:24-247}'] }),
  examples: {
    positive: [
      'STRIPE_SECRET_KEY=«sk_org_live_{alnum:140}»',
      '{"stripe":{"key":"«sk_org_test_{alnum:99}»","context":"acct_1"}}',
      '2026-01-05T10:00:00Z stdout F curl https://api.stripe.com/v1/charges -u «sk_org_live_{alnum:24}»:',
    ],
    negative: [
      'export STRIPE_SECRET_KEY=sk_org_live_{alnum:23}',
      'stripe_secret_key: sk_org_live_xxxxxxxxxxxxxxxxxxxxxxxx',
      'stripe_secret_key=sk_org_test_{alnum:248}',
    ],
  },
};
