// Xendit secret API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const xenditSecretKey: Detector = {
  id: 'xendit-secret-key',
  title: 'Xendit secret API key',
  class: 'token',
  reference: 'https://docs.xendit.co/docs/api-keys',
  ...shaped({ shapes: ['xnd_production_{alnum:40-80}', 'xnd_development_{alnum:40-80}'] }),
  examples: {
    positive: [
      'xendit_secret_key: "«xnd_production_{alnum:40-80}»"',
      'helm upgrade app ./chart --set auth.xenditSecretKey=«xnd_development_{alnum:40-80}»',
      'curl -s -H "X-Auth-Token: «xnd_production_{alnum:40-80}»" https://api.internal/v1',
    ],
    negative: [
      'export XENDIT_SECRET_KEY=xnd_development_{alnum:39}',
      'xendit_secret_key: xnd_production_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'xendit_secret_key=xnd_development_{alnum:81}',
    ],
  },
};
