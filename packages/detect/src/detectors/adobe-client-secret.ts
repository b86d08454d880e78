// Adobe client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const adobeClientSecret: Detector = {
  id: 'adobe-client-secret',
  title: 'Adobe client secret',
  class: 'token',
  reference: 'https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/',
  ...shaped({ shapes: ['p8e-{base64url:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" adobe_client_secret=«p8e-{base64url:32}» status=401',
      "ADOBE_CLIENT_SECRET='«p8e-{base64url:32}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «p8e-{base64url:32}»',
    ],
    negative: [
      'export ADOBE_CLIENT_SECRET=p8e-{base64url:31}',
      'adobe_client_secret: p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"adobe_client_secret":"p8e-{base64url:16}!{base64url:15}"}',
    ],
  },
};
