// Google OAuth refresh token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const googleOauthRefreshToken: Detector = {
  id: 'google-oauth-refresh-token',
  title: 'Google OAuth refresh token',
  class: 'token',
  reference: 'https://developers.google.com/identity/protocols/oauth2',
  ...shaped({ shapes: ['1//0{base64url:40-500}'] }),
  examples: {
    positive: [
      'const googleRefreshToken = "«1//0{base64url:98}»";',
      '{"google_refresh_token":"«1//0{base64url:98}»","retries":3}',
      'Authorization: Bearer «1//0{base64url:98}»',
    ],
    negative: [
      'export GOOGLE_REFRESH_TOKEN=1//0{base64url:39}',
      'google_refresh_token: 1//0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=x1//0{base64url:40-500}',
    ],
  },
};
