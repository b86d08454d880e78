// 1Password Secret Key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const onepasswordSecretKey: Detector = {
  id: 'onepassword-secret-key',
  title: '1Password Secret Key',
  class: 'token',
  reference: 'https://support.1password.com/secret-key/',
  ...shaped({ shapes: ['A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.opSecretKey=«A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}»',
      'curl -s -H "X-Auth-Token: «A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}»" https://api.internal/v1',
      '<add key="opSecretKey" value="«A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}»" />',
    ],
    negative: [
      'OP_SECRET_KEY=A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}',
      'OP_SECRET_KEY=A3-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}',
      'see xA3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5}',
    ],
  },
};
