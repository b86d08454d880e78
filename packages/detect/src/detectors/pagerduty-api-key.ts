// PagerDuty API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const pagerdutyApiKey: Detector = {
  id: 'pagerduty-api-key',
  title: 'PagerDuty API key',
  class: 'token',
  reference: 'https://support.pagerduty.com/main/docs/api-access-keys',
  ...named({ names: ['pagerduty'], shapes: ['{base64url:20}', 'u+{base64url:18}'] }),
  examples: {
    positive: [
      'pagerduty.api.key = «{base64url:20}»',
      'pagerduty_token: "«u+{base64url:18}»"',
      '{"env":[{"name":"PAGERDUTY_API_KEY","value":"«{base64url:20}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:20}',
      'export PAGERDUTY_API_KEY={base64url:19}',
      'pagerduty_api_key: xxxxxxxxxxxxxxxxxxxx',
      'pagerduty pagerduty build {base64url:20} done',
    ],
  },
};
