// Neon API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const neonApiKey: Detector = {
  id: 'neon-api-key',
  title: 'Neon API key',
  class: 'token',
  reference: 'https://neon.com/docs/manage/api-keys',
  ...shaped({ shapes: ['napi_{lowernum:64}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «napi_{lowernum:64}»',
      '{"env":[{"name":"NEON_API_KEY","value":"«napi_{lowernum:64}»"}]}',
      'const neonApiKey = "«napi_{lowernum:64}»";',
    ],
    negative: [
      'export NEON_API_KEY=napi_{lowernum:63}',
      'neon_api_key: napi_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xnapi_{lowernum:64}',
    ],
  },
};
