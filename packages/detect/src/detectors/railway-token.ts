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
      'level=error msg="call refused" railway_token=«{uuid}» status=401',
      'const railwayApiToken = "«{uuid}»";',
      'export RAILWAY_TOKEN=«{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export RAILWAY_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'railway_token: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'railway railway build {uuid} done',
    ],
  },
};
