// Google authentication key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** What AI Studio issues in place of `AIza` keys since 2026: bound to a service account. The length is not documented. */
export const googleAuthenticationKey: Detector = {
  id: 'google-authentication-key',
  title: 'Google authentication key',
  class: 'token',
  reference: 'https://ai.google.dev/gemini-api/docs/api-key',
  unconfirmed:
    'The issuer documents no length; 40 to 80 characters behind AQ.Ab are taken, and users report 53 in all.',
  ...shaped({ shapes: ['AQ.Ab{base64url:40-80}'] }),
  examples: {
    positive: [
      'GEMINI_API_KEY=«AQ.Ab{base64url:48}»',
      'x-goog-api-key: «AQ.Ab{base64url:48}»',
      'POST /v1beta/models/gemini-3:generateContent?key=«AQ.Ab{base64url:48}» 401',
    ],
    negative: [
      'export GEMINI_API_KEY=AQ.Ab{base64url:39}',
      'gemini_api_key: AQ.Abxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'token={alnum:20}AQ.Ab{base64url:48}',
    ],
  },
};
