// Doppler audit token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dopplerAuditToken: Detector = {
  id: 'doppler-audit-token',
  title: 'Doppler audit token',
  class: 'token',
  reference: 'https://docs.doppler.com/reference/auth-token-formats',
  ...shaped({ shapes: ['dp.audit.{alnum:40-44}'] }),
  examples: {
    positive: [
      'doppler_token: "«dp.audit.{alnum:40-44}»"',
      'helm upgrade app ./chart --set auth.dopplerToken=«dp.audit.{alnum:40-44}»',
      'curl -s -H "X-Auth-Token: «dp.audit.{alnum:40-44}»" https://api.internal/v1',
    ],
    negative: [
      'export DOPPLER_TOKEN=dp.audit.{alnum:39}',
      'doppler_token: dp.audit.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'doppler_token=dp.audit.{alnum:45}',
    ],
  },
};
