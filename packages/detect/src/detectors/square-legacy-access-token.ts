// Square personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const squareLegacyAccessToken: Detector = {
  id: 'square-legacy-access-token',
  title: 'Square personal access token',
  class: 'token',
  reference: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  ...shaped({ shapes: ['sq0atp-{base64url:22}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «sq0atp-{base64url:22}»',
      '{"env":[{"name":"SQUARE_TOKEN","value":"«sq0atp-{base64url:22}»"}]}',
      'const squareToken = "«sq0atp-{base64url:22}»";',
    ],
    negative: [
      'export SQUARE_TOKEN=sq0atp-{base64url:21}',
      'square_token: sq0atp-xxxxxxxxxxxxxxxxxxxxxx',
      'see id=xsq0atp-{base64url:22}',
    ],
  },
};
