// Zendesk API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const zendeskApiToken: Detector = {
  id: 'zendesk-api-token',
  title: 'Zendesk API token',
  class: 'token',
  reference: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
  ...named({ names: ['zendesk'], shapes: ['{alnum:40}'] }),
  examples: {
    positive: [
      'zendesk.api.token = «{alnum:40}»',
      'zendesk_token: "«{alnum:40}»"',
      '{"env":[{"name":"ZENDESK_API_TOKEN","value":"«{alnum:40}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:40}',
      'export ZENDESK_API_TOKEN={alnum:39}',
      'zendesk_api_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"zendesk_api_token":"{alnum:20}!{alnum:19}"}',
    ],
  },
};
