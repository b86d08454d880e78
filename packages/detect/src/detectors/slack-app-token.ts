// Slack app-level token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackAppToken: Detector = {
  id: 'slack-app-token',
  title: 'Slack app-level token',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/tokens',
  ...shaped({ shapes: ['xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:64}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:64}»',
      'export SLACK_APP_TOKEN=«xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:64}»',
      'level=error msg="call refused" slack_app_token=«xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:64}» status=401',
    ],
    negative: [
      'export SLACK_APP_TOKEN=xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:63}',
      'slack_app_token: xapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'see id=xxapp-{digit:1}-{uppernum:9-12}-{digit:10-13}-{hex:64}',
    ],
  },
};
