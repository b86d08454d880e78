// Aiven service password.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const aivenServicePassword: Detector = {
  id: 'aiven-service-password',
  title: 'Aiven service password',
  class: 'password',
  reference: 'https://aiven.io/docs/platform/concepts/authentication-tokens',
  ...shaped({ shapes: ['AVNS_{base64url:19}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.aivenPassword=«AVNS_{base64url:19}»',
      'curl -s -H "X-Auth-Token: «AVNS_{base64url:19}»" https://api.internal/v1',
      '<add key="aivenPassword" value="«AVNS_{base64url:19}»" />',
    ],
    negative: [
      'export AIVEN_PASSWORD=AVNS_{base64url:18}',
      'aiven_password: AVNS_xxxxxxxxxxxxxxxxxxx',
      'aiven_password=AVNS_{base64url:20}',
    ],
  },
};
