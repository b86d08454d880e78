// Yandex Cloud IAM token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const yandexCloudIamToken: Detector = {
  id: 'yandex-cloud-iam-token',
  title: 'Yandex Cloud IAM token',
  class: 'token',
  reference: 'https://yandex.cloud/en/docs/security/operations/search-secrets',
  ...shaped({ shapes: ['t1.9euel{base64url:60-500}.{base64url:86}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.ycToken=«t1.9euel{base64url:200}.{base64url:86}»',
      'curl -s -H "X-Auth-Token: «t1.9euel{base64url:200}.{base64url:86}»" https://api.internal/v1',
      '<add key="ycToken" value="«t1.9euel{base64url:200}.{base64url:86}»" />',
    ],
    negative: [
      'export YC_TOKEN=t1.9euel{base64url:60-500}.{base64url:85}',
      'yc_token: t1.9euel{base64url:60-500}.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xt1.9euel{base64url:60-500}.{base64url:86}',
    ],
  },
};
