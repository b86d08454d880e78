// Paddle API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const paddleApiKey: Detector = {
  id: 'paddle-api-key',
  title: 'Paddle API key',
  class: 'token',
  reference: 'https://developer.paddle.com/api-reference/about/api-keys',
  ...shaped({
    shapes: [
      'pdl_live_apikey_{lowernum:26}_{alnum:22}_{alnum:3}',
      'pdl_sdbx_apikey_{lowernum:26}_{alnum:22}_{alnum:3}',
    ],
  }),
  examples: {
    positive: [
      'const paddleApiKey = "«pdl_live_apikey_{lowernum:26}_{alnum:22}_{alnum:3}»";',
      '{"paddle_api_key":"«pdl_sdbx_apikey_{lowernum:26}_{alnum:22}_{alnum:3}»","retries":3}',
      'Authorization: Bearer «pdl_live_apikey_{lowernum:26}_{alnum:22}_{alnum:3}»',
    ],
    negative: [
      'export PADDLE_API_KEY=pdl_sdbx_apikey_{lowernum:26}_{alnum:22}_{alnum:2}',
      'paddle_api_key: pdl_live_apikey_xxxxxxxxxxxxxxxxxxxxxxxxxx_{alnum:22}_{alnum:3}',
      '{"paddle_api_key":"pdl_sdbx_apikey_{lowernum:13}!{lowernum:12}_{alnum:22}_{alnum:3}"}',
    ],
  },
};
