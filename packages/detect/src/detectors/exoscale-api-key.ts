// Exoscale API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const exoscaleApiKey: Detector = {
  id: 'exoscale-api-key',
  title: 'Exoscale API key',
  class: 'token',
  reference: 'https://community.exoscale.com/product/iam/',
  ...shaped({ shapes: ['EXO{hex:24}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «EXO{hex:24}»" https://api.internal/v1',
      '<add key="exoscaleApiKey" value="«EXO{hex:24}»" />',
      'exoscale_api_key: "«EXO{hex:24}»"',
    ],
    negative: [
      'export EXOSCALE_API_KEY=EXO{hex:23}',
      'exoscale_api_key: EXO000000000000000000000000',
      'exoscale_api_key=EXO{hex:25}',
    ],
  },
};
