// Vercel access token without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vercelAccessToken: Detector = {
  id: 'vercel-access-token',
  title: 'Vercel access token without prefix',
  class: 'token',
  reference: 'https://vercel.com/docs/rest-api',
  ...named({ names: ['vercel', 'now token'], shapes: ['{alnum:24}'] }),
  examples: {
    positive: [
      '{"vercel_token":"«{alnum:24}»","retries":3}',
      "VERCEL_ACCESS_TOKEN='«{alnum:24}»' ./run.sh",
      '<add key="vercelToken" value="«{alnum:24}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:24}',
      'export VERCEL_TOKEN={alnum:23}',
      'vercel_token: xxxxxxxxxxxxxxxxxxxxxxxx',
      '{"vercel_token":"{alnum:12}!{alnum:11}"}',
    ],
  },
};
