// npm access token.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const npmAccessToken: Detector = {
  id: 'npm-access-token',
  title: 'npm access token',
  class: 'token',
  reference: 'https://github.blog/security/announcing-npms-new-access-token-format/',
  ...shaped({ shapes: ['npm_{alnum:36}'], check: endsInCrc32 }),
  examples: {
    positive: [
      'const npmToken = "«npm_{crc:30}»";',
      '{"npm_token":"«npm_{crc:30}»","retries":3}',
      'Authorization: Bearer «npm_{crc:30}»',
    ],
    negative: [
      'export NPM_TOKEN=npm_{alnum:35}',
      'npm_token: npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xnpm_{alnum:36}',
      'export NPM_TOKEN=npm_{alnum:36}',
    ],
  },
};
