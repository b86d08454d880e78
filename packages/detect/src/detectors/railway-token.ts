// Railway token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const railwayToken: Detector = {
  id: 'railway-token',
  title: 'Railway token',
  class: 'token',
  reference: 'https://docs.railway.com/guides/public-api',
  ...named({ names: ['railway'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"RAILWAY_TOKEN","value":"«{uuid}»"}]}',
      'railway.api.token = «{uuid}»',
      'railway_token: "«{uuid}»"',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export RAILWAY_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'railway_token: 00000000-0000-0000-0000-000000000000',
      '{"railway_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
