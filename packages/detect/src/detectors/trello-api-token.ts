// Trello API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const trelloApiToken: Detector = {
  id: 'trello-api-token',
  title: 'Trello API token',
  class: 'token',
  reference: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
  ...shaped({ shapes: ['ATTA{hex:64}{hexupper:8}'] }),
  examples: {
    positive: [
      'trello_token: "«ATTA{hex:64}{hexupper:8}»"',
      'helm upgrade app ./chart --set auth.trelloToken=«ATTA{hex:64}{hexupper:8}»',
      'curl -s -H "X-Auth-Token: «ATTA{hex:64}{hexupper:8}»" https://api.internal/v1',
    ],
    negative: [
      'export TRELLO_TOKEN=ATTA{hex:64}{hexupper:7}',
      'trello_token: ATTA0000000000000000000000000000000000000000000000000000000000000000{hexupper:8}',
      '{"trello_token":"ATTA{hex:32}!{hex:31}{hexupper:8}"}',
    ],
  },
};
