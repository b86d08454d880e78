// Zoho access or refresh token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const zohoRefreshToken: Detector = {
  id: 'zoho-refresh-token',
  title: 'Zoho access or refresh token',
  class: 'token',
  reference: 'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
  ...named({ names: ['zoho'], shapes: ['1000.{hex:32}.{hex:32}'] }),
  examples: {
    positive: [
      '{"zoho_refresh_token":"«1000.{hex:32}.{hex:32}»","retries":3}',
      "ZOHO_ACCESS_TOKEN='«1000.{hex:32}.{hex:32}»' ./run.sh",
      '<add key="zohoRefreshToken" value="«1000.{hex:32}.{hex:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY=1000.{hex:32}.{hex:32}',
      'export ZOHO_REFRESH_TOKEN=1000.{hex:32}.{hex:31}',
      'zoho_refresh_token: 1000.00000000000000000000000000000000.{hex:32}',
      'zoho zoho build 1000.{hex:32}.{hex:32} done',
    ],
  },
};
