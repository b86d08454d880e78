// Slack app configuration token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackConfigurationToken: Detector = {
  id: 'slack-configuration-token',
  title: 'Slack app configuration token',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/tokens',
  ...shaped({ shapes: ['xoxe.xoxp-{digit:1}-{alnum:160-175}', 'xoxe.xoxb-{digit:1}-{alnum:160-175}'] }),
  examples: {
    positive: [
      'slack_config_token: "«xoxe.xoxp-{digit:1}-{alnum:160-175}»"',
      'helm upgrade app ./chart --set auth.slackConfigToken=«xoxe.xoxb-{digit:1}-{alnum:160-175}»',
      'curl -s -H "X-Auth-Token: «xoxe.xoxp-{digit:1}-{alnum:160-175}»" https://api.internal/v1',
    ],
    negative: [
      'export SLACK_CONFIG_TOKEN=xoxe.xoxb-{digit:1}-{alnum:159}',
      'slack_config_token: xoxe.xoxp-{digit:1}-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"slack_config_token":"xoxe.xoxb-{digit:1}-{alnum:80}!{alnum:79}"}',
    ],
  },
};
