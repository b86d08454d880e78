// Slack signing secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const slackSigningSecret: Detector = {
  id: 'slack-signing-secret',
  title: 'Slack signing secret',
  class: 'token',
  reference: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
  ...named({ names: ['slack signing'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"slack_signing_secret":"«{hex:32}»","retries":3}',
      "SLACK_SIGNING_SECRET='«{hex:32}»' ./run.sh",
      '<add key="slackSigningSecret" value="«{hex:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export SLACK_SIGNING_SECRET={hex:31}',
      'slack_signing_secret: 00000000000000000000000000000000',
      'slack signing slack build {hex:32} done',
    ],
  },
};
