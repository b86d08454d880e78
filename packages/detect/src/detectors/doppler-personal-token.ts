// Doppler personal token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerPersonalToken: Detector = {
  id: 'doppler-personal-token',
  title: 'Doppler personal token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.pt.{alnum:40-44}'] }),
  examples: {
    positive: [
      "DOPPLER_TOKEN='«dp.pt.{alnum:40-44}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «dp.pt.{alnum:40-44}»',
      'export DOPPLER_TOKEN=«dp.pt.{alnum:40-44}»',
    ],
    negative: [
      'export DOPPLER_TOKEN=dp.pt.{alnum:39}',
      'doppler_token: dp.pt.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"doppler_token":"dp.pt.{alnum:20}!{alnum:19}"}',
    ],
  },
};
