// AWS AppSync API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsAppsyncApiKey: Detector = {
  id: 'aws-appsync-api-key',
  title: 'AWS AppSync API key',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  ...shaped({ shapes: ['da2-{lowernum:26}'] }),
  examples: {
    positive: [
      '<add key="appsyncApiKey" value="«da2-{lowernum:26}»" />',
      'appsync_api_key: "«da2-{lowernum:26}»"',
      'helm upgrade app ./chart --set auth.appsyncApiKey=«da2-{lowernum:26}»',
    ],
    negative: [
      'export APPSYNC_API_KEY=da2-{lowernum:25}',
      'appsync_api_key: da2-xxxxxxxxxxxxxxxxxxxxxxxxxx',
      'appsync_api_key=da2-{lowernum:27}',
    ],
  },
};
