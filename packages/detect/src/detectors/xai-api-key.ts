// xAI API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const xaiApiKey: Detector = {
  id: 'xai-api-key',
  title: 'xAI API key',
  class: 'token',
  reference: 'https://docs.x.ai/docs/tutorial',
  ...shaped({ shapes: ['xai-{alnum:80}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «xai-{alnum:80}»" https://api.internal/v1',
      '<add key="xaiApiKey" value="«xai-{alnum:80}»" />',
      'xai_api_key: "«xai-{alnum:80}»"',
    ],
    negative: [
      'export XAI_API_KEY=xai-{alnum:79}',
      'xai_api_key: xai-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'xai_api_key=xai-{alnum:81}',
    ],
  },
};
