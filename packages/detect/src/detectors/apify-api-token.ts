// Apify API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const apifyApiToken: Detector = {
  id: 'apify-api-token',
  title: 'Apify API token',
  class: 'token',
  reference: 'https://docs.apify.com/platform/integrations/api',
  ...shaped({ shapes: ['apify_api_{alnum:36}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «apify_api_{alnum:36}»',
      '{"env":[{"name":"APIFY_TOKEN","value":"«apify_api_{alnum:36}»"}]}',
      'const apifyToken = "«apify_api_{alnum:36}»";',
    ],
    negative: [
      'export APIFY_TOKEN=apify_api_{alnum:35}',
      'apify_token: apify_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xapify_api_{alnum:36}',
    ],
  },
};
