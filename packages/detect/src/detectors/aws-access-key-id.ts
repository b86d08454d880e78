// AWS access key id of a user.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsAccessKeyId: Detector = {
  id: 'aws-access-key-id',
  title: 'AWS access key id of a user',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ...shaped({ shapes: ['AKIA{base32:16}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.awsAccessKeyId=«AKIA{base32:16}»',
      'curl -s -H "X-Auth-Token: «AKIA{base32:16}»" https://api.internal/v1',
      '<add key="awsAccessKeyId" value="«AKIA{base32:16}»" />',
    ],
    negative: [
      'export AWS_ACCESS_KEY_ID=AKIA{base32:15}',
      'aws_access_key_id: AKIAXXXXXXXXXXXXXXXX',
      'aws_access_key_id=AKIA{base32:17}',
    ],
  },
};
