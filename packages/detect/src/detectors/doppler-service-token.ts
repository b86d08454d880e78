// Doppler service token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerServiceToken: Detector = {
  id: 'doppler-service-token',
  title: 'Doppler service token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.st.{alnum:40-44}', 'dp.st.{lowerdash:2-35}.{alnum:40-44}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"DOPPLER_TOKEN","value":"«dp.st.{alnum:40-44}»"}]}',
      'const dopplerToken = "«dp.st.{lowerdash:2-35}.{alnum:40-44}»";',
      '{"doppler_token":"«dp.st.{alnum:40-44}»","retries":3}',
    ],
    negative: [
      'DOPPLER_TOKEN=dp.st.{alnum:39}',
      'doppler_token: dp.st.prd.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'DOPPLER_TOKEN=dp.st.prd.{alnum:45}',
    ],
  },
};
