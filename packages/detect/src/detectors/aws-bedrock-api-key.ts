// Amazon Bedrock long-term API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsBedrockApiKey: Detector = {
  id: 'aws-bedrock-api-key',
  title: 'Amazon Bedrock long-term API key',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
  ...shaped({ shapes: ['ABSK{base64:100-270}', 'ABSK{base64:100-270}=', 'ABSK{base64:100-270}=='] }),
  examples: {
    positive: [
      'export AWS_BEARER_TOKEN_BEDROCK=«ABSK{base64:128}»',
      'Authorization: Bearer «ABSK{base64:127}=»',
      '{"apiKey":"«ABSK{base64:126}==»"}',
    ],
    negative: [
      'AWS_BEARER_TOKEN_BEDROCK=ABSK{base64:99}',
      'key: ABSKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see xABSK{base64:128}',
    ],
  },
};
