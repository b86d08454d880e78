// Exoscale API secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const exoscaleApiSecret: Detector = {
  id: 'exoscale-api-secret',
  title: 'Exoscale API secret',
  class: 'token',
  reference: 'https://community.exoscale.com/product/iam/',
  ...named({ names: ['exoscale'], shapes: ['{base64url:43}'], words: ['secret'] }),
  examples: {
    positive: [
      '<add key="exoscaleApiSecret" value="«{base64url:43}»" />',
      '{"exoscale_secret":"«{base64url:43}»","retries":3}',
      "EXOSCALE_API_SECRET='«{base64url:43}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64url:43}',
      'export EXOSCALE_API_SECRET={base64url:42}',
      'exoscale_api_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"exoscale_api_secret":"{base64url:21}!{base64url:21}"}',
    ],
  },
};
