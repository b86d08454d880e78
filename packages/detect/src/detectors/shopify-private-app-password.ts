// Shopify private app password.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const shopifyPrivateAppPassword: Detector = {
  id: 'shopify-private-app-password',
  title: 'Shopify private app password',
  class: 'password',
  reference: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
  ...shaped({ shapes: ['shppa_{hex:32}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «shppa_{hex:32}»',
      '{"env":[{"name":"SHOPIFY_PASSWORD","value":"«shppa_{hex:32}»"}]}',
      'const shopifyPassword = "«shppa_{hex:32}»";',
    ],
    negative: [
      'export SHOPIFY_PASSWORD=shppa_{hex:31}',
      'shopify_password: shppa_00000000000000000000000000000000',
      'see id=xshppa_{hex:32}',
    ],
  },
};
