// Alibaba Cloud access key id.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const alibabaAccessKeyId: Detector = {
  id: 'alibaba-access-key-id',
  title: 'Alibaba Cloud access key id',
  class: 'token',
  reference: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  ...shaped({ shapes: ['LTAI{alnum:12-20}'] }),
  examples: {
    positive: [
      '<add key="alibabaCloudAccessKeyId" value="«LTAI{alnum:20}»" />',
      'alibaba_cloud_access_key_id: "«LTAI{alnum:20}»"',
      'helm upgrade app ./chart --set auth.alibabaCloudAccessKeyId=«LTAI{alnum:20}»',
    ],
    negative: [
      'export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI{alnum:11}',
      'alibaba_cloud_access_key_id: LTAIxxxxxxxxxxxx',
      'alibaba_cloud_access_key_id=LTAI{alnum:21}',
    ],
  },
};
