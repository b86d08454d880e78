// Scalingo API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const scalingoApiToken: Detector = {
  id: 'scalingo-api-token',
  title: 'Scalingo API token',
  class: 'token',
  reference: 'https://developers.scalingo.com/tokens',
  ...shaped({ shapes: ['tk-us-{base64url:48}'] }),
  examples: {
    positive: [
      '<add key="scalingoApiToken" value="«tk-us-{base64url:48}»" />',
      'scalingo_api_token: "«tk-us-{base64url:48}»"',
      'helm upgrade app ./chart --set auth.scalingoApiToken=«tk-us-{base64url:48}»',
    ],
    negative: [
      'export SCALINGO_API_TOKEN=tk-us-{base64url:47}',
      'scalingo_api_token: tk-us-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'scalingo_api_token=tk-us-{base64url:49}',
    ],
  },
};
