// Coralogix team API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const coralogixTeamKey: Detector = {
  id: 'coralogix-team-key',
  title: 'Coralogix team API key',
  class: 'token',
  reference: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
  ...shaped({ shapes: ['cxtp_{alnum:30}'] }),
  examples: {
    positive: [
      'coralogix_team_key: "«cxtp_{alnum:30}»"',
      'helm upgrade app ./chart --set auth.coralogixTeamKey=«cxtp_{alnum:30}»',
      'curl -s -H "X-Auth-Token: «cxtp_{alnum:30}»" https://api.internal/v1',
    ],
    negative: [
      'export CORALOGIX_TEAM_KEY=cxtp_{alnum:29}',
      'coralogix_team_key: cxtp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'coralogix_team_key=cxtp_{alnum:31}',
    ],
  },
};
