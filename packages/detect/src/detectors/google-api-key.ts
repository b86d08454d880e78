// Google API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const googleApiKey: Detector = {
  id: 'google-api-key',
  title: 'Google API key',
  class: 'token',
  reference: 'https://cloud.google.com/docs/authentication/api-keys',
  ...shaped({ shapes: ['AIza{base64url:35}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"GOOGLE_API_KEY","value":"«AIza{base64url:35}»"}]}',
      'const googleApiKey = "«AIza{base64url:35}»";',
      '{"google_api_key":"«AIza{base64url:35}»","retries":3}',
    ],
    negative: [
      'export GOOGLE_API_KEY=AIza{base64url:34}',
      'google_api_key: AIzaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xAIza{base64url:35}',
    ],
  },
};
