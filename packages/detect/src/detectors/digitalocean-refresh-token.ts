// DigitalOcean OAuth refresh token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const digitaloceanRefreshToken: Detector = {
  id: 'digitalocean-refresh-token',
  title: 'DigitalOcean OAuth refresh token',
  class: 'token',
  reference: 'https://docs.digitalocean.com/reference/api/oauth/',
  ...shaped({ shapes: ['dor_v1_{hex:64}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"DO_REFRESH_TOKEN","value":"«dor_v1_{hex:64}»"}]}',
      'const doRefreshToken = "«dor_v1_{hex:64}»";',
      '{"do_refresh_token":"«dor_v1_{hex:64}»","retries":3}',
    ],
    negative: [
      'export DO_REFRESH_TOKEN=dor_v1_{hex:63}',
      'do_refresh_token: dor_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'see id=xdor_v1_{hex:64}',
    ],
  },
};
