// Loggly customer token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const logglyToken: Detector = {
  id: 'loggly-token',
  title: 'Loggly customer token',
  class: 'token',
  reference:
    'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm',
  ...named({ names: ['loggly'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'export LOGGLY_TOKEN=«{uuid}»',
      'level=error msg="call refused" loggly_token=«{uuid}» status=401',
      'const logglyToken = "«{uuid}»";',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export LOGGLY_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'loggly_token: 00000000-0000-0000-0000-000000000000',
      '{"loggly_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
