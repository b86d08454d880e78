// Duffel access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const duffelAccessToken: Detector = {
  id: 'duffel-access-token',
  title: 'Duffel access token',
  class: 'token',
  reference: 'https://duffel.com/docs/api/overview/authentication',
  ...shaped({ shapes: ['duffel_live_{base64url:43}', 'duffel_test_{base64url:43}'] }),
  examples: {
    positive: [
      'const duffelAccessToken = "«duffel_live_{base64url:43}»";',
      '{"duffel_access_token":"«duffel_test_{base64url:43}»","retries":3}',
      'Authorization: Bearer «duffel_live_{base64url:43}»',
    ],
    negative: [
      'export DUFFEL_ACCESS_TOKEN=duffel_test_{base64url:42}',
      'duffel_access_token: duffel_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xduffel_live_{base64url:43}',
    ],
  },
};
