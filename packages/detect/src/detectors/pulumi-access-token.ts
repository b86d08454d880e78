// Pulumi access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const pulumiAccessToken: Detector = {
  id: 'pulumi-access-token',
  title: 'Pulumi access token',
  class: 'token',
  reference: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
  ...shaped({ shapes: ['pul-{hex:40}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «pul-{hex:40}»" https://api.internal/v1',
      '<add key="pulumiAccessToken" value="«pul-{hex:40}»" />',
      'pulumi_access_token: "«pul-{hex:40}»"',
    ],
    negative: [
      'export PULUMI_ACCESS_TOKEN=pul-{hex:39}',
      'pulumi_access_token: pul-0000000000000000000000000000000000000000',
      'pulumi_access_token=pul-{hex:41}',
    ],
  },
};
