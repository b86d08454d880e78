// Tencent Cloud secret id.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tencentSecretId: Detector = {
  id: 'tencent-secret-id',
  title: 'Tencent Cloud secret id',
  class: 'token',
  reference: 'https://www.tencentcloud.com/document/product/598/32675',
  ...shaped({ shapes: ['AKID{alnum:32}'] }),
  examples: {
    positive: [
      'tencentcloud_secret_id: "«AKID{alnum:32}»"',
      'helm upgrade app ./chart --set auth.tencentcloudSecretId=«AKID{alnum:32}»',
      'curl -s -H "X-Auth-Token: «AKID{alnum:32}»" https://api.internal/v1',
    ],
    negative: [
      'export TENCENTCLOUD_SECRET_ID=AKID{alnum:31}',
      'tencentcloud_secret_id: AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'tencentcloud_secret_id=AKID{alnum:33}',
    ],
  },
};
