// Ably API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ablyApiKey: Detector = {
  id: 'ably-api-key',
  title: 'Ably API key',
  class: 'token',
  reference: 'https://ably.com/docs/auth/basic',
  ...named({ names: ['ably api', 'ably key'], shapes: ['{base64url:6}.{base64url:6}:{base64url:43}'] }),
  examples: {
    positive: [
      '<add key="ablyApiKey" value="«{base64url:6}.{base64url:6}:{base64url:43}»" />',
      '{"ably_key":"«{base64url:6}.{base64url:6}:{base64url:43}»","retries":3}',
      "ABLY_API_KEY='«{base64url:6}.{base64url:6}:{base64url:43}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64url:6}.{base64url:6}:{base64url:43}',
      'export ABLY_API_KEY={base64url:6}.{base64url:6}:{base64url:42}',
      'ably_api_key: {base64url:6}.{base64url:6}:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"ably_api_key":"{base64url:6}.{base64url:6}:{base64url:21}!{base64url:21}"}',
    ],
  },
};
