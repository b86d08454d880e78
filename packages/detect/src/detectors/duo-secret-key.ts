// Duo secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const duoSecretKey: Detector = {
  id: 'duo-secret-key',
  title: 'Duo secret key',
  class: 'token',
  reference: 'https://duo.com/docs/adminapi',
  ...named({ names: ['duo skey', 'duo secret'], shapes: ['{alnum:40}'], words: ['skey', 'secret'] }),
  examples: {
    positive: [
      '{"duo_skey":"«{alnum:40}»","retries":3}',
      "DUO_SECRET_KEY='«{alnum:40}»' ./run.sh",
      '<add key="duoSkey" value="«{alnum:40}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:40}',
      'export DUO_SKEY={alnum:39}',
      'duo_skey: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'duo skey duo build {alnum:40} done',
    ],
  },
};
