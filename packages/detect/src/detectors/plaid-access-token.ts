// Plaid access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const plaidAccessToken: Detector = {
  id: 'plaid-access-token',
  title: 'Plaid access token',
  class: 'token',
  reference: 'https://plaid.com/docs/api/tokens/',
  ...shaped({ shapes: ['access-production-{uuid}', 'access-sandbox-{uuid}', 'access-development-{uuid}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «access-production-{uuid}»" https://api.internal/v1',
      '<add key="plaidAccessToken" value="«access-sandbox-{uuid}»" />',
      'plaid_access_token: "«access-development-{uuid}»"',
    ],
    negative: [
      'export PLAID_ACCESS_TOKEN=access-development-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'plaid_access_token: access-production-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'plaid_access_token=access-development-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:13}',
    ],
  },
};
