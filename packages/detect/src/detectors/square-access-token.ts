// Square access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const squareAccessToken: Detector = {
  id: 'square-access-token',
  title: 'Square access token',
  class: 'token',
  reference: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  ...shaped({ shapes: ['EAAA{base64url:60}'] }),
  examples: {
    positive: [
      "SQUARE_ACCESS_TOKEN='«EAAA{base64url:60}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «EAAA{base64url:60}»',
      'export SQUARE_ACCESS_TOKEN=«EAAA{base64url:60}»',
    ],
    negative: [
      'export SQUARE_ACCESS_TOKEN=EAAA{base64url:59}',
      'square_access_token: EAAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"square_access_token":"EAAA{base64url:30}!{base64url:29}"}',
    ],
  },
};
