// Algolia admin API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const algoliaAdminKey: Detector = {
  id: 'algolia-admin-key',
  title: 'Algolia admin API key',
  class: 'token',
  reference: 'https://www.algolia.com/doc/guides/security/api-keys/',
  ...named({ names: ['algolia admin', 'algolia api', 'algolia write'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"ALGOLIA_ADMIN_KEY","value":"«{hex:32}»"}]}',
      'algolia.api.key = «{hex:32}»',
      'algolia_write_key: "«{hex:32}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export ALGOLIA_ADMIN_KEY={hex:31}',
      'algolia_admin_key: 00000000000000000000000000000000',
      'algolia admin algolia build {hex:32} done',
    ],
  },
};
