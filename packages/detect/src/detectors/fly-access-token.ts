// Fly.io access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const flyAccessToken: Detector = {
  id: 'fly-access-token',
  title: 'Fly.io access token',
  class: 'token',
  reference: 'https://fly.io/docs/security/tokens/',
  ...shaped({
    shapes: ['fo1_{base64url:43}', 'fm2_{base64:100-2000}', 'fm2_{base64:100-2000}=', 'fm2_{base64:100-2000}=='],
  }),
  examples: {
    positive: [
      'FLY_API_TOKEN=«fo1_{base64url:43}»',
      'FLY_API_TOKEN="FlyV1 «fm2_{base64:340}==»"',
      'Authorization: FlyV1 «fm2_{base64:640}»',
    ],
    negative: [
      'FLY_API_TOKEN=fo1_{base64url:42}',
      'FLY_API_TOKEN=fm2_{base64:99}',
      'FLY_API_TOKEN=fo1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
};
