// Slack incoming webhook URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackIncomingWebhook: Detector = {
  id: 'slack-incoming-webhook',
  title: 'Slack incoming webhook URL',
  class: 'token',
  reference: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  ...shaped({ shapes: ['hooks.slack.com/services/«T{uppernum:8-12}/B{uppernum:8-12}/{alnum:24}»'] }),
  examples: {
    positive: [
      'SLACK_WEBHOOK_URL=https://hooks.slack.com/services/«T{uppernum:9}/B{uppernum:11}/{alnum:24}»',
      'slack_api_url: "https://hooks.slack.com/services/«T{uppernum:9}/B{uppernum:9}/{alnum:24}»"',
      'curl -X POST https://hooks.slack.com/services/«T{uppernum:11}/B{uppernum:11}/{alnum:24}»',
    ],
    negative: [
      'SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T{uppernum:9}/B{uppernum:9}/{alnum:23}',
      'https://hooks.slack.com/services/T{uppernum:9}/B{uppernum:9}/xxxxxxxxxxxxxxxxxxxxxxxx',
      'https://hooks.slack.com/services/T{uppernum:9}',
      'https://hooks.slack.org/services/T{uppernum:9}/B{uppernum:9}/{alnum:24}',
    ],
  },
};
