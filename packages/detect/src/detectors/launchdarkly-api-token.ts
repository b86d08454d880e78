// LaunchDarkly API access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const launchdarklyApiToken: Detector = {
  id: 'launchdarkly-api-token',
  title: 'LaunchDarkly API access token',
  class: 'token',
  reference: 'https://launchdarkly.com/docs/home/account/api',
  ...named({ names: ['launchdarkly'], shapes: ['api-{uuid}'] }),
  examples: {
    positive: [
      'const launchdarklyAccessToken = "«api-{uuid}»";',
      'export LAUNCHDARKLY_API_KEY=«api-{uuid}»',
      'level=error msg="call refused" launchdarkly_access_token=«api-{uuid}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY=api-{uuid}',
      'export LAUNCHDARKLY_ACCESS_TOKEN=api-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'launchdarkly_access_token: api-00000000-0000-0000-0000-000000000000',
      '{"launchdarkly_access_token":"api-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
