// Slack bot token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackBotToken: Detector = {
  id: 'slack-bot-token',
  title: 'Slack bot token',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/tokens',
  ...shaped({ shapes: ['xoxb-{digit:10-13}-{digit:10-13}-{alnum:24}'] }),
  examples: {
    positive: [
      '<add key="slackBotToken" value="«xoxb-{digit:10-13}-{digit:10-13}-{alnum:24}»" />',
      'slack_bot_token: "«xoxb-{digit:10-13}-{digit:10-13}-{alnum:24}»"',
      'helm upgrade app ./chart --set auth.slackBotToken=«xoxb-{digit:10-13}-{digit:10-13}-{alnum:24}»',
    ],
    negative: [
      'export SLACK_BOT_TOKEN=xoxb-{digit:10-13}-{digit:10-13}-{alnum:23}',
      'slack_bot_token: xoxb-{digit:10-13}-{digit:10-13}-xxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xxoxb-{digit:10-13}-{digit:10-13}-{alnum:24}',
    ],
  },
};
