// Shippo API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const shippoApiToken: Detector = {
  id: 'shippo-api-token',
  title: 'Shippo API token',
  class: 'token',
  reference: 'https://docs.goshippo.com/docs/guides_general/authentication/',
  ...shaped({ shapes: ['shippo_live_{hex:40}', 'shippo_test_{hex:40}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.shippoToken=«shippo_live_{hex:40}»',
      'curl -s -H "X-Auth-Token: «shippo_test_{hex:40}»" https://api.internal/v1',
      '<add key="shippoToken" value="«shippo_live_{hex:40}»" />',
    ],
    negative: [
      'export SHIPPO_TOKEN=shippo_test_{hex:39}',
      'shippo_token: shippo_live_0123456789abcdef0123456789abcdef01234567',
      'shippo_token=shippo_test_{hex:41}',
    ],
  },
};
