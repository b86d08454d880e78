// Slack refresh token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackRefreshToken: Detector = {
  id: 'slack-refresh-token',
  title: 'Slack refresh token',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/tokens',
  ...shaped({ shapes: ['xoxe-{digit:1}-{alnum:140-155}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"SLACK_REFRESH_TOKEN","value":"«xoxe-{digit:1}-{alnum:146}»"}]}',
      'const slackRefreshToken = "«xoxe-{digit:1}-{alnum:146}»";',
      '{"slack_refresh_token":"«xoxe-{digit:1}-{alnum:146}»","retries":3}',
    ],
    negative: [
      'export SLACK_REFRESH_TOKEN=xoxe-{digit:1}-{alnum:139}',
      'slack_refresh_token: xoxe-{digit:1}-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xxoxe-{digit:1}-{alnum:140-155}',
    ],
  },
};
