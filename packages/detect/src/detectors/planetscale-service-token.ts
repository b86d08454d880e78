// PlanetScale service token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const planetscaleServiceToken: Detector = {
  id: 'planetscale-service-token',
  title: 'PlanetScale service token',
  class: 'token',
  reference: 'https://planetscale.com/docs/concepts/service-tokens',
  ...shaped({ shapes: ['pscale_tkn_{base64url:43}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «pscale_tkn_{base64url:43}»" https://api.internal/v1',
      '<add key="planetscaleServiceToken" value="«pscale_tkn_{base64url:43}»" />',
      'planetscale_service_token: "«pscale_tkn_{base64url:43}»"',
    ],
    negative: [
      'export PLANETSCALE_SERVICE_TOKEN=pscale_tkn_{base64url:42}',
      'planetscale_service_token: pscale_tkn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'planetscale_service_token=pscale_tkn_{base64url:44}',
    ],
  },
};
