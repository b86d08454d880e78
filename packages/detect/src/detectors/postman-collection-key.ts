// Postman collection access key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const postmanCollectionKey: Detector = {
  id: 'postman-collection-key',
  title: 'Postman collection access key',
  class: 'token',
  reference: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  ...shaped({ shapes: ['PMAT-{uppernum:26}'] }),
  examples: {
    positive: [
      'postman_access_key: "«PMAT-{uppernum:26}»"',
      'helm upgrade app ./chart --set auth.postmanAccessKey=«PMAT-{uppernum:26}»',
      'curl -s -H "X-Auth-Token: «PMAT-{uppernum:26}»" https://api.internal/v1',
    ],
    negative: [
      'export POSTMAN_ACCESS_KEY=PMAT-{uppernum:25}',
      'postman_access_key: PMAT-XXXXXXXXXXXXXXXXXXXXXXXXXX',
      'postman_access_key=PMAT-{uppernum:27}',
    ],
  },
};
