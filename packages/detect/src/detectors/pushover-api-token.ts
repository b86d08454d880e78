// Pushover application token or user key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const pushoverApiToken: Detector = {
  id: 'pushover-api-token',
  title: 'Pushover application token or user key',
  class: 'token',
  reference: 'https://pushover.net/api',
  ...named({ names: ['pushover'], shapes: ['{lowernum:30}'] }),
  examples: {
    positive: [
      'const pushoverToken = "«{lowernum:30}»";',
      'export PUSHOVER_USER_KEY=«{lowernum:30}»',
      'level=error msg="call refused" pushover_token=«{lowernum:30}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={lowernum:30}',
      'export PUSHOVER_TOKEN={lowernum:29}',
      'pushover_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"pushover_token":"{lowernum:15}!{lowernum:14}"}',
    ],
  },
};
