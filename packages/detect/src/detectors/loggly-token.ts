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
      'loggly_token: "«{uuid}»"',
      '{"env":[{"name":"LOGGLY_TOKEN","value":"«{uuid}»"}]}',
      'loggly.token = «{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export LOGGLY_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'loggly_token: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'loggly loggly build {uuid} done',
    ],
  },
};
