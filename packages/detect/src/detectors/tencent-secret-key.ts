// Tencent Cloud secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const tencentSecretKey: Detector = {
  id: 'tencent-secret-key',
  title: 'Tencent Cloud secret key',
  class: 'token',
  reference: 'https://www.tencentcloud.com/document/product/598/32675',
  ...named({
    names: ['tencentcloud secret', 'tencent secret', 'qcloud secret'],
    shapes: ['{alnum:32}'],
    words: ['key'],
  }),
  examples: {
    positive: [
      "TENCENTCLOUD_SECRET_KEY='«{alnum:32}»' ./run.sh",
      '<add key="tencentSecretKey" value="«{alnum:32}»" />',
      '{"tencentcloud_secret_key":"«{alnum:32}»","retries":3}',
    ],
    negative: [
      'TENCENTCLOUD_SECRET_KEY={alnum:31}',
      'tencentcloud_secret_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'BILLING_SECRET_KEY={alnum:32}',
    ],
  },
};
