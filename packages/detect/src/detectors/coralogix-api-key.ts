// Coralogix API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const coralogixApiKey: Detector = {
  id: 'coralogix-api-key',
  title: 'Coralogix API key',
  class: 'token',
  reference: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
  ...named({ names: ['coralogix', 'cx api'], shapes: ['{uuid}', 'cxtp_{alnum:30}', 'cxup_{alnum:30}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CORALOGIX_API_KEY","value":"«{uuid}»"}]}',
      'coralogix.private.key = «cxtp_{alnum:30}»',
      'coralogix_api_key: "«cxup_{alnum:30}»"',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export CORALOGIX_API_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'coralogix_api_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'coralogix coralogix build {uuid} done',
    ],
  },
};
