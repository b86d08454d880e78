// Bitly access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const bitlyAccessToken: Detector = {
  id: 'bitly-access-token',
  title: 'Bitly access token',
  class: 'token',
  reference: 'https://dev.bitly.com/docs/getting-started/authentication/',
  ...named({ names: ['bitly'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"BITLY_ACCESS_TOKEN","value":"«{hex:40}»"}]}',
      'bitly.access.token = «{hex:40}»',
      'bitly_access_token: "«{hex:40}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export BITLY_ACCESS_TOKEN={hex:39}',
      'bitly_access_token: 0123456789abcdef0123456789abcdef01234567',
      '{"bitly_access_token":"{hex:20}!{hex:19}"}',
    ],
  },
};
