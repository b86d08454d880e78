// WooCommerce consumer key or secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const woocommerceConsumerSecret: Detector = {
  id: 'woocommerce-consumer-secret',
  title: 'WooCommerce consumer key or secret',
  class: 'token',
  reference: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
  ...named({
    names: ['woocommerce', 'wc consumer', 'consumer secret', 'consumer key'],
    shapes: ['ck_{hex:40}', 'cs_{hex:40}'],
    words: ['key', 'secret'],
  }),
  examples: {
    positive: [
      'woocommerce.key = «ck_{hex:40}»',
      'wc_consumer_secret: "«cs_{hex:40}»"',
      '{"env":[{"name":"WOOCOMMERCE_KEY","value":"«ck_{hex:40}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY=ck_{hex:40}',
      'export WOOCOMMERCE_KEY=ck_{hex:39}',
      'woocommerce_key: ck_0000000000000000000000000000000000000000',
      'woocommerce woocommerce build ck_{hex:40} done',
    ],
  },
};
