// Shopify custom app access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const shopifyCustomAppToken: Detector = {
  id: 'shopify-custom-app-token',
  title: 'Shopify custom app access token',
  class: 'token',
  reference: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  ...shaped({ shapes: ['shpca_{hex:32}'] }),
  examples: {
    positive: [
      '<add key="shopifyCustomToken" value="«shpca_{hex:32}»" />',
      'shopify_custom_token: "«shpca_{hex:32}»"',
      'helm upgrade app ./chart --set auth.shopifyCustomToken=«shpca_{hex:32}»',
    ],
    negative: [
      'export SHOPIFY_CUSTOM_TOKEN=shpca_{hex:31}',
      'shopify_custom_token: shpca_0123456789abcdef0123456789abcdef',
      'shopify_custom_token=shpca_{hex:33}',
    ],
  },
};
