// Shopify admin API access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const shopifyAccessToken: Detector = {
  id: 'shopify-access-token',
  title: 'Shopify admin API access token',
  class: 'token',
  reference: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  ...shaped({ shapes: ['shpat_{hex:32}'] }),
  examples: {
    positive: [
      "SHOPIFY_ACCESS_TOKEN='«shpat_{hex:32}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «shpat_{hex:32}»',
      'export SHOPIFY_ACCESS_TOKEN=«shpat_{hex:32}»',
    ],
    negative: [
      'export SHOPIFY_ACCESS_TOKEN=shpat_{hex:31}',
      'shopify_access_token: shpat_00000000000000000000000000000000',
      '{"shopify_access_token":"shpat_{hex:16}!{hex:15}"}',
    ],
  },
};
