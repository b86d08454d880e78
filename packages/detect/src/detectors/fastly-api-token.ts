// Fastly API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const fastlyApiToken: Detector = {
  id: 'fastly-api-token',
  title: 'Fastly API token',
  class: 'token',
  reference: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
  ...named({ names: ['fastly'], shapes: ['{base64url:32}'] }),
  examples: {
    positive: [
      '{"fastly_api_token":"«{base64url:32}»","retries":3}',
      "FASTLY_API_KEY='«{base64url:32}»' ./run.sh",
      '<add key="fastlyApiToken" value="«{base64url:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:32}',
      'export FASTLY_API_TOKEN={base64url:31}',
      'fastly_api_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'fastly fastly build {base64url:32} done',
    ],
  },
};
