// DigitalOcean personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const digitaloceanPersonalToken: Detector = {
  id: 'digitalocean-personal-token',
  title: 'DigitalOcean personal access token',
  class: 'token',
  reference: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  ...shaped({ shapes: ['dop_v1_{hex:64}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «dop_v1_{hex:64}»',
      'export DIGITALOCEAN_ACCESS_TOKEN=«dop_v1_{hex:64}»',
      'level=error msg="call refused" digitalocean_access_token=«dop_v1_{hex:64}» status=401',
    ],
    negative: [
      'export DIGITALOCEAN_ACCESS_TOKEN=dop_v1_{hex:63}',
      'digitalocean_access_token: dop_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"digitalocean_access_token":"dop_v1_{hex:32}!{hex:31}"}',
    ],
  },
};
