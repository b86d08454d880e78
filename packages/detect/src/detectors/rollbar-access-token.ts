// Rollbar access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const rollbarAccessToken: Detector = {
  id: 'rollbar-access-token',
  title: 'Rollbar access token',
  class: 'token',
  reference: 'https://docs.rollbar.com/docs/access-tokens',
  ...named({ names: ['rollbar'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      "ROLLBAR_ACCESS_TOKEN='«{hex:32}»' ./run.sh",
      '<add key="rollbarAccessToken" value="«{hex:32}»" />',
      '{"rollbar_access_token":"«{hex:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export ROLLBAR_ACCESS_TOKEN={hex:31}',
      'rollbar_access_token: 0123456789abcdef0123456789abcdef',
      '{"rollbar_access_token":"{hex:16}!{hex:15}"}',
    ],
  },
};
