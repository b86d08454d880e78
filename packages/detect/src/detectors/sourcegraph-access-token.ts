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
      'src_access_token: "«sgp_{hex:16}_{hex:40}»"',
      'helm upgrade app ./chart --set auth.srcAccessToken=«sgp_local_{hex:40}»',
      'curl -s -H "X-Auth-Token: «sgp_{hex:16}_{hex:40}»" https://api.internal/v1',
    ],
    negative: [
      'export SRC_ACCESS_TOKEN=sgp_local_{hex:39}',
      'src_access_token: sgp_{hex:16}_0000000000000000000000000000000000000000',
      'src_access_token=sgp_local_{hex:41}',
    ],
  },
};
