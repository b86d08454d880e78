// Heroku API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const herokuApiKey: Detector = {
  id: 'heroku-api-key',
  title: 'Heroku API key',
  class: 'token',
  reference: 'https://devcenter.heroku.com/articles/authentication',
  ...shaped({ shapes: ['HRKU-{uuid}', 'HRKU-AA{base64url:58}'] }),
  examples: {
    positive: [
      '<add key="herokuApiKey" value="«HRKU-{uuid}»" />',
      'heroku_api_key: "«HRKU-AA{base64url:58}»"',
      'helm upgrade app ./chart --set auth.herokuApiKey=«HRKU-{uuid}»',
    ],
    negative: [
      'export HEROKU_API_KEY=HRKU-AA{base64url:57}',
      'heroku_api_key: HRKU-00000000-0000-0000-0000-000000000000',
      'heroku_api_key=HRKU-AA{base64url:59}',
    ],
  },
};
