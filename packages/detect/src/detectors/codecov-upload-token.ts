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
      '{"env":[{"name":"CODECOV_TOKEN","value":"«{uuid}»"}]}',
      'codecov.token = «{uuid}»',
      'codecov_token: "«{uuid}»"',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export CODECOV_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'codecov_token: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'codecov codecov build {uuid} done',
    ],
  },
};
