// Doppler service account token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerServiceAccountToken: Detector = {
  id: 'doppler-service-account-token',
  title: 'Doppler service account token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.sa.{alnum:40-44}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «dp.sa.{alnum:40-44}»',
      '{"env":[{"name":"DOPPLER_TOKEN","value":"«dp.sa.{alnum:40-44}»"}]}',
      'const dopplerToken = "«dp.sa.{alnum:40-44}»";',
    ],
    negative: [
      'export DOPPLER_TOKEN=dp.sa.{alnum:39}',
      'doppler_token: dp.sa.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xdp.sa.{alnum:40-44}',
    ],
  },
};
