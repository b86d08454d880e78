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
      '{"env":[{"name":"TRELLO_TOKEN","value":"«ATTA{hex:64}{hexupper:8}»"}]}',
      'const trelloToken = "«ATTA{hex:64}{hexupper:8}»";',
      '{"trello_token":"«ATTA{hex:64}{hexupper:8}»","retries":3}',
    ],
    negative: [
      'export TRELLO_TOKEN=ATTA{hex:64}{hexupper:7}',
      'trello_token: ATTA0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef{hexupper:8}',
      'see id=xATTA{hex:64}{hexupper:8}',
    ],
  },
};
