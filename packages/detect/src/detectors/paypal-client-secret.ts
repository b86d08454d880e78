// PayPal client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const paypalClientSecret: Detector = {
  id: 'paypal-client-secret',
  title: 'PayPal client secret',
  class: 'token',
  reference: 'https://developer.paypal.com/api/rest/',
  ...named({ names: ['paypal'], shapes: ['E{base64url:79}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"paypal_client_secret":"«E{base64url:79}»","retries":3}',
      "PAYPAL_SECRET='«E{base64url:79}»' ./run.sh",
      '<add key="paypalClientSecret" value="«E{base64url:79}»" />',
    ],
    negative: [
      'export BILLING_API_KEY=E{base64url:79}',
      'export PAYPAL_CLIENT_SECRET=E{base64url:78}',
      'paypal_client_secret: Exxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"paypal_client_secret":"E{base64url:39}!{base64url:39}"}',
    ],
  },
};
