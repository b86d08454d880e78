// Slack client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const slackClientSecret: Detector = {
  id: 'slack-client-secret',
  title: 'Slack client secret',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/installing-with-oauth',
  ...named({ names: ['slack client'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'level=error msg="call refused" slack_client_secret=«{hex:32}» status=401',
      'const slackClientSecret = "«{hex:32}»";',
      'export SLACK_CLIENT_SECRET=«{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export SLACK_CLIENT_SECRET={hex:31}',
      'slack_client_secret: 0123456789abcdef0123456789abcdef',
      '{"slack_client_secret":"{hex:16}!{hex:15}"}',
    ],
  },
};
