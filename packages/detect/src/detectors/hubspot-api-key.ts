// HubSpot developer or client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const hubspotApiKey: Detector = {
  id: 'hubspot-api-key',
  title: 'HubSpot developer or client secret',
  class: 'token',
  reference: 'https://developers.hubspot.com/docs/guides/apps/authentication/oauth/working-with-oauth',
  ...named({ names: ['hubspot'], shapes: ['{uuid}'], words: ['secret', 'key'] }),
  examples: {
    positive: [
      'const hubspotClientSecret = "«{uuid}»";',
      'export HUBSPOT_API_KEY=«{uuid}»',
      'level=error msg="call refused" hubspot_client_secret=«{uuid}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export HUBSPOT_CLIENT_SECRET={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'hubspot_client_secret: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'hubspot hubspot build {uuid} done',
    ],
  },
};
