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
      '2026-01-05T10:00:00Z stderr F retrying with «akab-{lowernum:16}-{lowernum:16}»',
      'export AKAMAI_ACCESS_TOKEN=«akab-{lowernum:16}-{lowernum:16}»',
      'level=error msg="call refused" akamai_access_token=«akab-{lowernum:16}-{lowernum:16}» status=401',
    ],
    negative: [
      'export AKAMAI_ACCESS_TOKEN=akab-{lowernum:16}-{lowernum:15}',
      'akamai_access_token: akab-xxxxxxxxxxxxxxxx-{lowernum:16}',
      'see id=xakab-{lowernum:16}-{lowernum:16}',
    ],
  },
};
