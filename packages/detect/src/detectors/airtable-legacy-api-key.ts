// Airtable API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const airtableLegacyApiKey: Detector = {
  id: 'airtable-legacy-api-key',
  title: 'Airtable API key',
  class: 'token',
  reference: 'https://airtable.com/developers/web/api/authentication',
  ...named({ names: ['airtable'], shapes: ['key{alnum:14}'] }),
  examples: {
    positive: [
      'airtable_api_key: "«key{alnum:14}»"',
      '{"env":[{"name":"AIRTABLE_API_KEY","value":"«key{alnum:14}»"}]}',
      'airtable.api.key = «key{alnum:14}»',
    ],
    negative: [
      'export BILLING_API_KEY=key{alnum:14}',
      'export AIRTABLE_API_KEY=key{alnum:13}',
      'airtable_api_key: keyxxxxxxxxxxxxxx',
      'airtable airtable build key{alnum:14} done',
    ],
  },
};
