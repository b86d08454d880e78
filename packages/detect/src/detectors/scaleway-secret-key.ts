// Scaleway secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const scalewaySecretKey: Detector = {
  id: 'scaleway-secret-key',
  title: 'Scaleway secret key',
  class: 'token',
  reference: 'https://www.scaleway.com/en/docs/iam/concepts/',
  ...named({ names: ['scw secret', 'scaleway'], shapes: ['{uuid}'], words: ['secret'] }),
  examples: {
    positive: [
      'scw.secret.key = «{uuid}»',
      'scaleway_secret_key: "«{uuid}»"',
      '{"env":[{"name":"SCW_SECRET_KEY","value":"«{uuid}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export SCW_SECRET_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'scw_secret_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'scw secret scw build {uuid} done',
    ],
  },
};
