// Splunk Observability Cloud access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const splunkObservabilityToken: Detector = {
  id: 'splunk-observability-token',
  title: 'Splunk Observability Cloud access token',
  class: 'token',
  reference: 'https://docs.splunk.com/observability/en/admin/authentication/authentication-tokens/org-tokens.html',
  ...named({ names: ['splunk access', 'signalfx', 'splunk observability'], shapes: ['{base64url:22}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"SPLUNK_ACCESS_TOKEN","value":"«{base64url:22}»"}]}',
      'signalfx.token = «{base64url:22}»',
      'splunk_access_token: "«{base64url:22}»"',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:22}',
      'export SPLUNK_ACCESS_TOKEN={base64url:21}',
      'splunk_access_token: xxxxxxxxxxxxxxxxxxxxxx',
      '{"splunk_access_token":"{base64url:11}!{base64url:10}"}',
    ],
  },
};
