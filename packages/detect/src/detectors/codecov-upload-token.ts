// Codecov upload token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const codecovUploadToken: Detector = {
  id: 'codecov-upload-token',
  title: 'Codecov upload token',
  class: 'token',
  reference: 'https://docs.codecov.com/docs/codecov-tokens',
  ...named({ names: ['codecov'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'codecov.token = «{uuid}»',
      'codecov_token: "«{uuid}»"',
      '{"env":[{"name":"CODECOV_TOKEN","value":"«{uuid}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export CODECOV_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'codecov_token: 00000000-0000-0000-0000-000000000000',
      '{"codecov_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
