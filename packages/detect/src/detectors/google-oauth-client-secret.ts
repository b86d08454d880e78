// Google OAuth client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const googleOauthClientSecret: Detector = {
  id: 'google-oauth-client-secret',
  title: 'Google OAuth client secret',
  class: 'token',
  reference: 'https://support.google.com/cloud/answer/6158849',
  ...shaped({ shapes: ['GOCSPX-{base64url:28}'] }),
  examples: {
    positive: [
      'export GOOGLE_CLIENT_SECRET=«GOCSPX-{base64url:28}»',
      'level=error msg="call refused" google_client_secret=«GOCSPX-{base64url:28}» status=401',
      "GOOGLE_CLIENT_SECRET='«GOCSPX-{base64url:28}»' ./run.sh",
    ],
    negative: [
      'export GOOGLE_CLIENT_SECRET=GOCSPX-{base64url:27}',
      'google_client_secret: GOCSPX-xxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"google_client_secret":"GOCSPX-{base64url:14}!{base64url:13}"}',
    ],
  },
};
