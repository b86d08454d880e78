// ReadMe API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const readmeApiKey: Detector = {
  id: 'readme-api-key',
  title: 'ReadMe API key',
  class: 'token',
  reference: 'https://docs.readme.com/main/docs/api-keys',
  ...shaped({ shapes: ['rdme_{lowernum:70}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «rdme_{lowernum:70}»" https://api.internal/v1',
      '<add key="readmeApiKey" value="«rdme_{lowernum:70}»" />',
      'readme_api_key: "«rdme_{lowernum:70}»"',
    ],
    negative: [
      'export README_API_KEY=rdme_{lowernum:69}',
      'readme_api_key: rdme_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'readme_api_key=rdme_{lowernum:71}',
    ],
  },
};
