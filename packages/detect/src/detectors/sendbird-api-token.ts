// Sendbird API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const sendbirdApiToken: Detector = {
  id: 'sendbird-api-token',
  title: 'Sendbird API token',
  class: 'token',
  reference: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
  ...named({ names: ['sendbird'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      'sendbird.api.token = «{hex:40}»',
      'sendbird_api_token: "«{hex:40}»"',
      '{"env":[{"name":"SENDBIRD_API_TOKEN","value":"«{hex:40}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export SENDBIRD_API_TOKEN={hex:39}',
      'sendbird_api_token: 0123456789abcdef0123456789abcdef01234567',
      '{"sendbird_api_token":"{hex:20}!{hex:19}"}',
    ],
  },
};
