// AWS context-specific credential id.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsContextCredentialId: Detector = {
  id: 'aws-context-credential-id',
  title: 'AWS context-specific credential id',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ...shaped({ shapes: ['ACCA{base32:16}'] }),
  examples: {
    positive: [
      'const awsCredentialId = "«ACCA{base32:16}»";',
      '{"aws_credential_id":"«ACCA{base32:16}»","retries":3}',
      'Authorization: Bearer «ACCA{base32:16}»',
    ],
    negative: [
      'export AWS_CREDENTIAL_ID=ACCA{base32:15}',
      'aws_credential_id: ACCAXXXXXXXXXXXXXXXX',
      'see id=xACCA{base32:16}',
    ],
  },
};
