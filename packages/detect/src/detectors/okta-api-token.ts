// Okta API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const oktaApiToken: Detector = {
  id: 'okta-api-token',
  title: 'Okta API token',
  class: 'token',
  reference: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  ...named({ names: ['okta', 'ssws'], shapes: ['00{base64url:40}'], words: ['token', 'ssws', 'key', 'secret'] }),
  examples: {
    positive: [
      "OKTA_API_TOKEN='«00{base64url:40}»' ./run.sh",
      '<add key="oktaToken" value="«00{base64url:40}»" />',
      '{"okta_api_token":"«00{base64url:40}»","retries":3}',
      'Authorization: okta SSWS token «00{base64url:40}»',
    ],
    negative: [
      'export BILLING_API_KEY=00{base64url:40}',
      'export OKTA_API_TOKEN=00{base64url:39}',
      'okta_api_token: 00xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"okta_api_token":"00{base64url:20}!{base64url:19}"}',
    ],
  },
};
