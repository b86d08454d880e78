// Slack workflow trigger URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const slackWorkflowWebhook: Detector = {
  id: 'slack-workflow-webhook',
  title: 'Slack workflow trigger URL',
  class: 'token',
  reference:
    'https://slack.com/help/articles/360041352714-Build-a-workflow--Create-a-workflow-that-starts-outside-of-Slack',
  ...shaped({ shapes: ['hooks.slack.com/triggers/«T{uppernum:8-12}/{digit:10-15}/{hex:32}»'] }),
  examples: {
    positive: [
      'url: https://hooks.slack.com/triggers/«T{uppernum:9}/{digit:13}/{hex:32}»',
      'SLACK_TRIGGER="https://hooks.slack.com/triggers/«T{uppernum:11}/{digit:12}/{hex:32}»"',
      'POST https://hooks.slack.com/triggers/«T{uppernum:9}/{digit:13}/{hex:32}» 200',
    ],
    negative: [
      'https://hooks.slack.com/triggers/T{uppernum:9}/{digit:13}/{hex:31}',
      'https://hooks.slack.com/triggers/T{uppernum:9}/{digit:13}/00000000000000000000000000000000',
      'https://hooks.slack.com/triggers/T{uppernum:9}/{digit:13}',
    ],
  },
};
