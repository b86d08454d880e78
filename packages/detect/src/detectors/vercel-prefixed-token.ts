// Vercel token with prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vercelPrefixedToken: Detector = {
  id: 'vercel-prefixed-token',
  title: 'Vercel token with prefix',
  class: 'token',
  reference: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
  ...named({
    names: ['vercel', 'ai gateway'],
    shapes: ['vcp_{word:24-100}', 'vci_{word:24-100}', 'vca_{word:24-100}', 'vcr_{word:24-100}', 'vck_{word:24-100}'],
  }),
  examples: {
    positive: [
      'vercel.token = «vcp_{word:24-100}»',
      'vercel_api_key: "«vci_{word:24-100}»"',
      '{"env":[{"name":"AI_GATEWAY_API_KEY","value":"«vca_{word:24-100}»"}]}',
      'vercel.token = «vcr_{word:24-100}»',
      'vercel_api_key: "«vck_{word:24-100}»"',
    ],
    negative: [
      'export BILLING_API_KEY=vcp_{word:24-100}',
      'export VERCEL_TOKEN=vcp_{word:23}',
      'vercel_token: vcp_xxxxxxxxxxxxxxxxxxxxxxxx',
      'vercel vercel build vcp_{word:24-100} done',
    ],
  },
};
