// Stytch secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const stytchSecret: Detector = {
  id: 'stytch-secret',
  title: 'Stytch secret',
  class: 'token',
  reference: 'https://stytch.com/docs/api/authentication',
  ...shaped({ shapes: ['secret-live-{base64url:36}=', 'secret-test-{base64url:36}='] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «secret-live-{base64url:36}=»',
      'export STYTCH_SECRET=«secret-test-{base64url:36}=»',
      'level=error msg="call refused" stytch_secret=«secret-live-{base64url:36}=» status=401',
    ],
    negative: [
      'export STYTCH_SECRET=secret-test-{base64url:35}=',
      'stytch_secret: secret-live-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      'see id=xsecret-live-{base64url:36}=',
    ],
  },
};
