// Lokalise API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const lokaliseApiToken: Detector = {
  id: 'lokalise-api-token',
  title: 'Lokalise API token',
  class: 'token',
  reference: 'https://docs.lokalise.com/en/articles/1929556-api-and-sdk-tokens',
  ...named({ names: ['lokalise'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" lokalise_api_token=«{hex:40}» status=401',
      'const lokaliseApiToken = "«{hex:40}»";',
      'export LOKALISE_API_TOKEN=«{hex:40}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export LOKALISE_API_TOKEN={hex:39}',
      'lokalise_api_token: 0000000000000000000000000000000000000000',
      'lokalise lokalise build {hex:40} done',
    ],
  },
};
