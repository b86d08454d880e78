// Intercom access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const intercomAccessToken: Detector = {
  id: 'intercom-access-token',
  title: 'Intercom access token',
  class: 'token',
  reference: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  ...shaped({ shapes: ['dG9rO{base64:54}='] }),
  examples: {
    positive: [
      'INTERCOM_ACCESS_TOKEN=«dG9rO{base64:54}=»',
      'Authorization: Bearer «dG9rO{base64:54}=»',
      '{"intercom":{"token":"«dG9rO{base64:54}=»"}}',
    ],
    negative: [
      'INTERCOM_ACCESS_TOKEN=dG9rO{base64:53}=',
      'INTERCOM_ACCESS_TOKEN=dG9rOxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      'INTERCOM_ACCESS_TOKEN=dG9rP{base64:54}=',
    ],
  },
};
