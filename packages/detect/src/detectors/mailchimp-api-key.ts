// Mailchimp API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mailchimpApiKey: Detector = {
  id: 'mailchimp-api-key',
  title: 'Mailchimp API key',
  class: 'token',
  reference: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
  ...named({ names: ['mailchimp'], shapes: ['{hex:32}-us{digit:1-2}'] }),
  examples: {
    positive: [
      'mailchimp_api_key: "«{hex:32}-us{digit:1-2}»"',
      '{"env":[{"name":"MAILCHIMP_API_KEY","value":"«{hex:32}-us{digit:1-2}»"}]}',
      'mailchimp.api.key = «{hex:32}-us{digit:1-2}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}-us{digit:1-2}',
      'export MAILCHIMP_API_KEY={hex:32}-us{digit:0}',
      'mailchimp_api_key: 00000000000000000000000000000000-us{digit:1-2}',
      'mailchimp mailchimp build {hex:32}-us{digit:1-2} done',
    ],
  },
};
