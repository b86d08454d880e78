// Mailgun API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mailgunApiKey: Detector = {
  id: 'mailgun-api-key',
  title: 'Mailgun API key',
  class: 'token',
  reference: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/api-keys',
  ...named({ names: ['mailgun'], shapes: ['{hex:32}-{hex:8}-{hex:8}'] }),
  examples: {
    positive: [
      '<add key="mailgunApiKey" value="«{hex:32}-{hex:8}-{hex:8}»" />',
      '{"mailgun_sending_key":"«{hex:32}-{hex:8}-{hex:8}»","retries":3}',
      "MAILGUN_API_KEY='«{hex:32}-{hex:8}-{hex:8}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}-{hex:8}-{hex:8}',
      'export MAILGUN_API_KEY={hex:32}-{hex:8}-{hex:7}',
      'mailgun_api_key: 00000000000000000000000000000000-{hex:8}-{hex:8}',
      'mailgun mailgun build {hex:32}-{hex:8}-{hex:8} done',
    ],
  },
};
