// AWS session token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const awsSessionToken: Detector = {
  id: 'aws-session-token',
  title: 'AWS session token',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
  ...named({
    names: ['aws session', 'amz security', 'session token'],
    shapes: ['{base64:100-2000}=', '{base64:100-2000}==', '{base64:100-2000}'],
  }),
  examples: {
    positive: [
      'export AWS_SESSION_TOKEN=«{base64:356}=»',
      'x-amz-security-token: «{base64:600}==»',
      '{"SessionToken":"«{base64:480}»"}',
    ],
    negative: [
      'export AWS_SESSION_TOKEN={base64:99}',
      'export BUILD_LOG={base64:356}=',
      'aws_session_token: ${AWS_SESSION_TOKEN}',
    ],
  },
};
