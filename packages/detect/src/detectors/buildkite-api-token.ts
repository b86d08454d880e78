// Buildkite API access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const buildkiteApiToken: Detector = {
  id: 'buildkite-api-token',
  title: 'Buildkite API access token',
  class: 'token',
  reference: 'https://buildkite.com/docs/platform/security/tokens',
  ...shaped({ shapes: ['bkua_{alnum:40-60}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «bkua_{hex:40}»" https://api.internal/v1',
      '<add key="buildkiteApiToken" value="«bkua_{hex:40}»" />',
      'buildkite_api_token: "«bkua_{hex:40}»"',
    ],
    negative: [
      'export BUILDKITE_API_TOKEN=bkua_{alnum:39}',
      'buildkite_api_token: bkua_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'buildkite_api_token=bkua_{alnum:61}',
    ],
  },
};
