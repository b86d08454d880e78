// Doppler SCIM token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerScimToken: Detector = {
  id: 'doppler-scim-token',
  title: 'Doppler SCIM token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.scim.{alnum:40-44}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «dp.scim.{alnum:40-44}»',
      'export DOPPLER_TOKEN=«dp.scim.{alnum:40-44}»',
      'level=error msg="call refused" doppler_token=«dp.scim.{alnum:40-44}» status=401',
    ],
    negative: [
      'export DOPPLER_TOKEN=dp.scim.{alnum:39}',
      'doppler_token: dp.scim.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"doppler_token":"dp.scim.{alnum:20}!{alnum:19}"}',
    ],
  },
};
