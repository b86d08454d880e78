// Braintree private key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const braintreePrivateKey: Detector = {
  id: 'braintree-private-key',
  title: 'Braintree private key',
  class: 'token',
  reference: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
  ...named({ names: ['braintree'], shapes: ['{hex:32}'], words: ['private'] }),
  examples: {
    positive: [
      'braintree.private.key = «{hex:32}»',
      'braintree_private_key: "«{hex:32}»"',
      '{"env":[{"name":"BRAINTREE_PRIVATE_KEY","value":"«{hex:32}»"}]}',
    ],
    negative: [
      'BRAINTREE_PRIVATE_KEY={hex:31}',
      'BRAINTREE_MERCHANT_ID={hex:32}',
      'BRAINTREE_PRIVATE_KEY=00000000000000000000000000000000',
    ],
  },
};
