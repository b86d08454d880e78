// New Relic admin key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const newRelicAdminKey: Detector = {
  id: 'new-relic-admin-key',
  title: 'New Relic admin key',
  class: 'token',
  reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ...shaped({ shapes: ['NRAA-{hex:27}'] }),
  examples: {
    positive: [
      'new_relic_admin_key: "«NRAA-{hex:27}»"',
      'helm upgrade app ./chart --set auth.newRelicAdminKey=«NRAA-{hex:27}»',
      'curl -s -H "X-Auth-Token: «NRAA-{hex:27}»" https://api.internal/v1',
    ],
    negative: [
      'export NEW_RELIC_ADMIN_KEY=NRAA-{hex:26}',
      'new_relic_admin_key: NRAA-000000000000000000000000000',
      'new_relic_admin_key=NRAA-{hex:28}',
    ],
  },
};
