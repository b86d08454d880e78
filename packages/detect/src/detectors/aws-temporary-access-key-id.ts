// AWS access key id of temporary credentials.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsTemporaryAccessKeyId: Detector = {
  id: 'aws-temporary-access-key-id',
  title: 'AWS access key id of temporary credentials',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ...shaped({ shapes: ['ASIA{base32:16}'] }),
  examples: {
    positive: [
      'export AWS_ACCESS_KEY_ID=«ASIA{base32:16}»',
      'level=error msg="call refused" aws_access_key_id=«ASIA{base32:16}» status=401',
      "AWS_ACCESS_KEY_ID='«ASIA{base32:16}»' ./run.sh",
    ],
    negative: [
      'export AWS_ACCESS_KEY_ID=ASIA{base32:15}',
      'aws_access_key_id: ASIAXXXXXXXXXXXXXXXX',
      '{"aws_access_key_id":"ASIA{base32:8}!{base32:7}"}',
    ],
  },
};
