// Mailgun API key with prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mailgunLegacyKey: Detector = {
  id: 'mailgun-legacy-key',
  title: 'Mailgun API key with prefix',
  class: 'token',
  reference: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/api-keys',
  ...named({ names: ['mailgun'], shapes: ['key-{hex:32}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"MAILGUN_API_KEY","value":"«key-{hex:32}»"}]}',
      'mailgun.api.key = «key-{hex:32}»',
      'mailgun_api_key: "«key-{hex:32}»"',
    ],
    negative: [
      'export BILLING_API_KEY=key-{hex:32}',
      'export MAILGUN_API_KEY=key-{hex:31}',
      'mailgun_api_key: key-0123456789abcdef0123456789abcdef',
      '{"mailgun_api_key":"key-{hex:16}!{hex:15}"}',
    ],
  },
};
