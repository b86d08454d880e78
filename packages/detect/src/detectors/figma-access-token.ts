// Figma personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const figmaAccessToken: Detector = {
  id: 'figma-access-token',
  title: 'Figma personal access token',
  class: 'token',
  reference: 'https://www.figma.com/developers/api#access-tokens',
  ...shaped({ shapes: ['figd_{base64url:40}'] }),
  examples: {
    positive: [
      'const figmaToken = "«figd_{base64url:40}»";',
      '{"figma_token":"«figd_{base64url:40}»","retries":3}',
      'Authorization: Bearer «figd_{base64url:40}»',
    ],
    negative: [
      'export FIGMA_TOKEN=figd_{base64url:39}',
      'figma_token: figd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xfigd_{base64url:40}',
    ],
  },
};
