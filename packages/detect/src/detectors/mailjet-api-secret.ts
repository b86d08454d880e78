// Mailjet API or secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mailjetApiSecret: Detector = {
  id: 'mailjet-api-secret',
  title: 'Mailjet API or secret key',
  class: 'token',
  reference: 'https://dev.mailjet.com/email/reference/overview/authentication/',
  ...named({ names: ['mailjet'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" mailjet_api_secret=«{hex:32}» status=401',
      'const mailjetSecretKey = "«{hex:32}»";',
      'export MAILJET_API_SECRET=«{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export MAILJET_API_SECRET={hex:31}',
      'mailjet_api_secret: 0123456789abcdef0123456789abcdef',
      '{"mailjet_api_secret":"{hex:16}!{hex:15}"}',
    ],
  },
};
