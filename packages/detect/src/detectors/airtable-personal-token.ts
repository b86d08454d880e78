// Airtable personal access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const airtablePersonalToken: Detector = {
  id: 'airtable-personal-token',
  title: 'Airtable personal access token',
  class: 'token',
  reference: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  ...named({ names: ['airtable', 'bearer'], shapes: ['pat{alnum:14}.{hex:64}'] }),
  examples: {
    positive: [
      'export AIRTABLE_TOKEN=«pat{alnum:14}.{hex:64}»',
      'level=error msg="call refused" airtable_api_key=«pat{alnum:14}.{hex:64}» status=401',
      'const airtableToken = "«pat{alnum:14}.{hex:64}»";',
      'Authorization: Bearer «pat{alnum:14}.{hex:64}»',
    ],
    negative: [
      'export BILLING_API_KEY=pat{alnum:14}.{hex:64}',
      'export AIRTABLE_TOKEN=pat{alnum:14}.{hex:63}',
      'airtable_token: pat{alnum:14}.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"airtable_token":"pat{alnum:14}.{hex:32}!{hex:31}"}',
    ],
  },
};
