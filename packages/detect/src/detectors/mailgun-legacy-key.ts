// Mailgun API key with prefix.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const mailgunLegacyKey: Detector = {
  id: 'mailgun-legacy-key',
  title: 'Mailgun API key with prefix',
  class: 'token',
  reference: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/api-keys',
  ...shaped({ shapes: ['key-{hex:32}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.mailgunApiKey=«key-{hex:32}»',
      'curl -s -H "X-Auth-Token: «key-{hex:32}»" https://api.internal/v1',
      '<add key="mailgunApiKey" value="«key-{hex:32}»" />',
    ],
    negative: [
      'export MAILGUN_API_KEY=key-{hex:31}',
      'mailgun_api_key: key-0123456789abcdef0123456789abcdef',
      'mailgun_api_key=key-{hex:33}',
    ],
  },
};
