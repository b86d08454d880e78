// Sourcegraph access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sourcegraphAccessToken: Detector = {
  id: 'sourcegraph-access-token',
  title: 'Sourcegraph access token',
  class: 'token',
  reference: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
  ...shaped({ shapes: ['sgp_{hex:16}_{hex:40}', 'sgp_local_{hex:40}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.srcAccessToken=«sgp_{hex:16}_{hex:40}»',
      'curl -s -H "X-Auth-Token: «sgp_local_{hex:40}»" https://api.internal/v1',
      '<add key="srcAccessToken" value="«sgp_{hex:16}_{hex:40}»" />',
    ],
    negative: [
      'export SRC_ACCESS_TOKEN=sgp_local_{hex:39}',
      'src_access_token: sgp_{hex:16}_0123456789abcdef0123456789abcdef01234567',
      'src_access_token=sgp_local_{hex:41}',
    ],
  },
};
