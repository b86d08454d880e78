// AWS secret access key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const awsSecretAccessKey: Detector = {
  id: 'aws-secret-access-key',
  title: 'AWS secret access key',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  ...named({ names: ['aws secret', 'secret access key', 'secret accesskey'], shapes: ['{base64:40}'] }),
  examples: {
    positive: [
      'const awsSecretAccessKey = "«{base64:40}»";',
      'export AWS_SECRET_KEY=«{base64:40}»',
      'level=error msg="call refused" secret_access_key=«{base64:40}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={base64:40}',
      'export AWS_SECRET_ACCESS_KEY={base64:39}',
      'aws_secret_access_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"aws_secret_access_key":"{base64:20}!{base64:19}"}',
    ],
  },
};
