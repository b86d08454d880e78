// Doppler CLI token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerCliToken: Detector = {
  id: 'doppler-cli-token',
  title: 'Doppler CLI token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.ct.{alnum:40-44}'] }),
  examples: {
    positive: [
      '<add key="dopplerToken" value="«dp.ct.{alnum:40-44}»" />',
      'doppler_token: "«dp.ct.{alnum:40-44}»"',
      'helm upgrade app ./chart --set auth.dopplerToken=«dp.ct.{alnum:40-44}»',
    ],
    negative: [
      'export DOPPLER_TOKEN=dp.ct.{alnum:39}',
      'doppler_token: dp.ct.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'doppler_token=dp.ct.{alnum:45}',
    ],
  },
};
