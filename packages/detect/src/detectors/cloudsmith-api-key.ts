// Cloudsmith API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const cloudsmithApiKey: Detector = {
  id: 'cloudsmith-api-key',
  title: 'Cloudsmith API key',
  class: 'token',
  reference: 'https://help.cloudsmith.io/docs/api-key',
  ...named({ names: ['cloudsmith'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CLOUDSMITH_API_KEY","value":"«{hex:40}»"}]}',
      'cloudsmith.api.key = «{hex:40}»',
      'cloudsmith_api_key: "«{hex:40}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export CLOUDSMITH_API_KEY={hex:39}',
      'cloudsmith_api_key: 0000000000000000000000000000000000000000',
      'cloudsmith cloudsmith build {hex:40} done',
    ],
  },
};
