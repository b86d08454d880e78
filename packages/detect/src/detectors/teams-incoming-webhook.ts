// Microsoft Teams incoming webhook URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const teamsIncomingWebhook: Detector = {
  id: 'teams-incoming-webhook',
  title: 'Microsoft Teams incoming webhook URL',
  class: 'token',
  reference:
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  ...shaped({ shapes: ['webhook.office.com/webhookb2/«{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}»'] }),
  examples: {
    positive: [
      'TEAMS_WEBHOOK=https://acme.webhook.office.com/webhookb2/«{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}»',
      'url: "https://a.webhook.office.com/webhookb2/«{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}»"',
      'POST https://b.webhook.office.com/webhookb2/«{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}» 200',
    ],
    negative: [
      'https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:31}/{uuid}',
      'https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/JenkinsCI',
      'https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/00000000000000000000000000000000/{uuid}',
    ],
  },
};
