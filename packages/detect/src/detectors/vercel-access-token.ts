// Vercel access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vercelAccessToken: Detector = {
  id: 'vercel-access-token',
  title: 'Vercel access token',
  class: 'token',
  reference: 'https://vercel.com/docs/rest-api',
  ...named({ names: ['vercel', 'now token'], shapes: ['{alnum:24}'] }),
  examples: {
    positive: [
      'vercel.token = «{alnum:24}»',
      'vercel_access_token: "«{alnum:24}»"',
      '{"env":[{"name":"VERCEL_TOKEN","value":"«{alnum:24}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:24}',
      'export VERCEL_TOKEN={alnum:23}',
      'vercel_token: xxxxxxxxxxxxxxxxxxxxxxxx',
      'vercel vercel build {alnum:24} done',
    ],
  },
};
