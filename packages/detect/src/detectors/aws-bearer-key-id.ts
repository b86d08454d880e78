// AWS STS service bearer token id.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsBearerKeyId: Detector = {
  id: 'aws-bearer-key-id',
  title: 'AWS STS service bearer token id',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ...shaped({ shapes: ['ABIA{base32:16}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.awsBearerId=«ABIA{base32:16}»',
      'curl -s -H "X-Auth-Token: «ABIA{base32:16}»" https://api.internal/v1',
      '<add key="awsBearerId" value="«ABIA{base32:16}»" />',
    ],
    negative: [
      'export AWS_BEARER_ID=ABIA{base32:15}',
      'aws_bearer_id: ABIAXXXXXXXXXXXXXXXX',
      'aws_bearer_id=ABIA{base32:17}',
    ],
  },
};
