// Neon API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const neonApiKey: Detector = {
  id: 'neon-api-key',
  title: 'Neon API key',
  class: 'token',
  reference: 'https://neon.com/docs/manage/api-keys',
  ...shaped({ shapes: ['napi_{lowernum:40-80}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «napi_{lowernum:40-80}»',
      '{"env":[{"name":"NEON_API_KEY","value":"«napi_{lowernum:40-80}»"}]}',
      'const neonApiKey = "«napi_{lowernum:40-80}»";',
    ],
    negative: [
      'export NEON_API_KEY=napi_{lowernum:39}',
      'neon_api_key: napi_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xnapi_{lowernum:40-80}',
    ],
  },
};
