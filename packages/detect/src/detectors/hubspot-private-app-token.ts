// HubSpot private app access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const hubspotPrivateAppToken: Detector = {
  id: 'hubspot-private-app-token',
  title: 'HubSpot private app access token',
  class: 'token',
  reference: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
  ...shaped({ shapes: ['pat-na1-{uuid}', 'pat-na2-{uuid}', 'pat-na3-{uuid}', 'pat-eu1-{uuid}', 'pat-ap1-{uuid}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"HUBSPOT_TOKEN","value":"«pat-na1-{uuid}»"}]}',
      'const hubspotToken = "«pat-na2-{uuid}»";',
      '{"hubspot_token":"«pat-na3-{uuid}»","retries":3}',
      'Authorization: Bearer «pat-eu1-{uuid}»',
      'curl -s -H "X-Auth-Token: «pat-ap1-{uuid}»" https://api.internal/v1',
    ],
    negative: [
      'export HUBSPOT_TOKEN=pat-ap1-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'hubspot_token: pat-na1-00000000-0000-0000-0000-000000000000',
      'see id=xpat-na1-{uuid}',
    ],
  },
};
