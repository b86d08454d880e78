// Coralogix personal API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const coralogixPersonalKey: Detector = {
  id: 'coralogix-personal-key',
  title: 'Coralogix personal API key',
  class: 'token',
  reference: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
  ...shaped({ shapes: ['cxup_{alnum:30}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «cxup_{alnum:30}»',
      'export CORALOGIX_API_KEY=«cxup_{alnum:30}»',
      'level=error msg="call refused" coralogix_api_key=«cxup_{alnum:30}» status=401',
    ],
    negative: [
      'export CORALOGIX_API_KEY=cxup_{alnum:29}',
      'coralogix_api_key: cxup_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"coralogix_api_key":"cxup_{alnum:15}!{alnum:14}"}',
    ],
  },
};
