// Alibaba Cloud access key secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const alibabaAccessKeySecret: Detector = {
  id: 'alibaba-access-key-secret',
  title: 'Alibaba Cloud access key secret',
  class: 'token',
  reference: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  ...named({ names: ['alibaba cloud', 'aliyun', 'alicloud'], shapes: ['{alnum:30}'], words: ['secret'] }),
  examples: {
    positive: [
      '<add key="alibabaCloudAccessKeySecret" value="«{alnum:30}»" />',
      '{"aliyun_access_key_secret":"«{alnum:30}»","retries":3}',
      "ALICLOUD_SECRET_KEY='«{alnum:30}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={alnum:30}',
      'export ALIBABA_CLOUD_ACCESS_KEY_SECRET={alnum:29}',
      'alibaba_cloud_access_key_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'alibaba cloud alibaba build {alnum:30} done',
    ],
  },
};
