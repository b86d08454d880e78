// Infracost API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const infracostApiKey: Detector = {
  id: 'infracost-api-key',
  title: 'Infracost API key',
  class: 'token',
  reference: 'https://www.infracost.io/docs/',
  ...shaped({ shapes: ['ico-{alnum:32}'] }),
  examples: {
    positive: [
      '{"infracost_api_key":"«ico-{alnum:32}»","retries":3}',
      'Authorization: Bearer «ico-{alnum:32}»',
      '{"env":[{"name":"INFRACOST_API_KEY","value":"«ico-{alnum:32}»"}]}',
    ],
    negative: [
      'export INFRACOST_API_KEY=ico-{alnum:31}',
      'infracost_api_key: ico-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xico-{alnum:32}',
    ],
  },
};
