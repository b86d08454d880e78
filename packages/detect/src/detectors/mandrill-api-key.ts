// Mandrill API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mandrillApiKey: Detector = {
  id: 'mandrill-api-key',
  title: 'Mandrill API key',
  class: 'token',
  reference: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
  ...named({ names: ['mandrill'], shapes: ['md-{base64url:22}', '{base64url:22}'] }),
  examples: {
    positive: [
      "MANDRILL_API_KEY='«md-{base64url:22}»' ./run.sh",
      '<add key="mandrillApiKey" value="«{base64url:22}»" />',
      '{"mandrill_api_key":"«md-{base64url:22}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY=md-{base64url:22}',
      'export MANDRILL_API_KEY=md-{base64url:21}',
      'mandrill_api_key: md-xxxxxxxxxxxxxxxxxxxxxx',
      '{"mandrill_api_key":"md-{base64url:11}!{base64url:10}"}',
    ],
  },
};
