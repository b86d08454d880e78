// Linear personal API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const linearApiKey: Detector = {
  id: 'linear-api-key',
  title: 'Linear personal API key',
  class: 'token',
  reference: 'https://linear.app/developers/graphql',
  ...shaped({ shapes: ['lin_api_{alnum:40}'] }),
  examples: {
    positive: [
      '<add key="linearApiKey" value="«lin_api_{alnum:40}»" />',
      'linear_api_key: "«lin_api_{alnum:40}»"',
      'helm upgrade app ./chart --set auth.linearApiKey=«lin_api_{alnum:40}»',
    ],
    negative: [
      'export LINEAR_API_KEY=lin_api_{alnum:39}',
      'linear_api_key: lin_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'linear_api_key=lin_api_{alnum:41}',
    ],
  },
};
