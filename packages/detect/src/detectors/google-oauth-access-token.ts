// Google OAuth access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const googleOauthAccessToken: Detector = {
  id: 'google-oauth-access-token',
  title: 'Google OAuth access token',
  class: 'token',
  reference: 'https://developers.google.com/identity/protocols/oauth2',
  ...shaped({ shapes: ['ya29.{dotted:50-2000}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.googleAccessToken=«ya29.{base64url:180}»',
      'curl -s -H "X-Auth-Token: «ya29.{base64url:180}»" https://api.internal/v1',
      '<add key="googleAccessToken" value="«ya29.{base64url:180}»" />',
    ],
    negative: [
      'export GOOGLE_ACCESS_TOKEN=ya29.{dotted:49}',
      'google_access_token: ya29.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'google_access_token=ya29.{dotted:2001}',
    ],
  },
};
