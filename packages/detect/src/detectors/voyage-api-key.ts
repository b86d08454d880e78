// Voyage AI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const voyageApiKey: Detector = {
  id: 'voyage-api-key',
  title: 'Voyage AI API key',
  class: 'token',
  reference: 'https://docs.voyageai.com/docs/api-key-and-installation',
  ...named({ names: ['voyage'], shapes: ['pa-{base64url:43}'] }),
  examples: {
    positive: [
      '<add key="voyageApiKey" value="«pa-{base64url:43}»" />',
      '{"voyage_api_key":"«pa-{base64url:43}»","retries":3}',
      "VOYAGE_API_KEY='«pa-{base64url:43}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY=pa-{base64url:43}',
      'export VOYAGE_API_KEY=pa-{base64url:42}',
      'voyage_api_key: pa-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"voyage_api_key":"pa-{base64url:21}!{base64url:21}"}',
    ],
  },
};
