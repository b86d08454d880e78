// PlanetScale database password.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const planetscalePassword: Detector = {
  id: 'planetscale-password',
  title: 'PlanetScale database password',
  class: 'password',
  reference: 'https://planetscale.com/docs/concepts/connection-strings',
  ...shaped({ shapes: ['pscale_pw_{base64url:43}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" database_password=«pscale_pw_{base64url:43}» status=401',
      "DATABASE_PASSWORD='«pscale_pw_{base64url:43}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «pscale_pw_{base64url:43}»',
    ],
    negative: [
      'export DATABASE_PASSWORD=pscale_pw_{base64url:42}',
      'database_password: pscale_pw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"database_password":"pscale_pw_{base64url:21}!{base64url:21}"}',
    ],
  },
};
