// Akamai EdgeGrid client or access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const akamaiEdgegridToken: Detector = {
  id: 'akamai-edgegrid-token',
  title: 'Akamai EdgeGrid client or access token',
  class: 'token',
  reference: 'https://techdocs.akamai.com/developer/docs/edgegrid',
  ...shaped({ shapes: ['akab-{lowernum:16}-{lowernum:16}'] }),
  examples: {
    positive: [
      'akamai_access_token: "«akab-{lowernum:16}-{lowernum:16}»"',
      'helm upgrade app ./chart --set auth.akamaiAccessToken=«akab-{lowernum:16}-{lowernum:16}»',
      'curl -s -H "X-Auth-Token: «akab-{lowernum:16}-{lowernum:16}»" https://api.internal/v1',
    ],
    negative: [
      'export AKAMAI_ACCESS_TOKEN=akab-{lowernum:16}-{lowernum:15}',
      'akamai_access_token: akab-xxxxxxxxxxxxxxxx-{lowernum:16}',
      '{"akamai_access_token":"akab-{lowernum:8}!{lowernum:7}-{lowernum:16}"}',
    ],
  },
};
