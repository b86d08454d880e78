// Shopify app client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const shopifyAppSecret: Detector = {
  id: 'shopify-app-secret',
  title: 'Shopify app client secret',
  class: 'token',
  reference: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  ...shaped({ shapes: ['shpss_{hex:32}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «shpss_{hex:32}»',
      'export SHOPIFY_API_SECRET=«shpss_{hex:32}»',
      'level=error msg="call refused" shopify_api_secret=«shpss_{hex:32}» status=401',
    ],
    negative: [
      'export SHOPIFY_API_SECRET=shpss_{hex:31}',
      'shopify_api_secret: shpss_0123456789abcdef0123456789abcdef',
      '{"shopify_api_secret":"shpss_{hex:16}!{hex:15}"}',
    ],
  },
};
