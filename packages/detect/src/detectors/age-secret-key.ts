// age secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const ageSecretKey: Detector = {
  id: 'age-secret-key',
  title: 'age secret key',
  class: 'private-key',
  reference: 'https://age-encryption.org/v1',
  ...shaped({ shapes: ['AGE-SECRET-KEY-1{bech32:58}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.sopsAgeKey=«AGE-SECRET-KEY-1{bech32:58}»',
      'curl -s -H "X-Auth-Token: «AGE-SECRET-KEY-1{bech32:58}»" https://api.internal/v1',
      '<add key="sopsAgeKey" value="«AGE-SECRET-KEY-1{bech32:58}»" />',
    ],
    negative: [
      'export SOPS_AGE_KEY=AGE-SECRET-KEY-1{bech32:57}',
      'sops_age_key: AGE-SECRET-KEY-1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      'sops_age_key=AGE-SECRET-KEY-1{bech32:59}',
    ],
  },
};
