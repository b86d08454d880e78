// Rootly API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const rootlyApiKey: Detector = {
  id: 'rootly-api-key',
  title: 'Rootly API key',
  class: 'token',
  reference: 'https://docs.rootly.com/api-reference/overview',
  ...shaped({ shapes: ['rootly_{hex:64}'] }),
  examples: {
    positive: [
      '{"rootly_api_token":"«rootly_{hex:64}»","retries":3}',
      'Authorization: Bearer «rootly_{hex:64}»',
      '{"env":[{"name":"ROOTLY_API_TOKEN","value":"«rootly_{hex:64}»"}]}',
    ],
    negative: [
      'export ROOTLY_API_TOKEN=rootly_{hex:63}',
      'rootly_api_token: rootly_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'see id=xrootly_{hex:64}',
    ],
  },
};
