// Slack user token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackUserToken: Detector = {
  id: 'slack-user-token',
  title: 'Slack user token',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/tokens',
  ...shaped({ shapes: ['xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:32}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:32}»',
      '{"env":[{"name":"SLACK_USER_TOKEN","value":"«xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:32}»"}]}',
      'const slackUserToken = "«xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:32}»";',
    ],
    negative: [
      'export SLACK_USER_TOKEN=xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:31}',
      'slack_user_token: xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-00000000000000000000000000000000',
      '{"slack_user_token":"xoxp-{digit:10-13}-{digit:10-13}-{digit:10-13}-{hex:16}!{hex:15}"}',
    ],
  },
};
