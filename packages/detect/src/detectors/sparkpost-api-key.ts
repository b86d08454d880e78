// SparkPost API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const sparkpostApiKey: Detector = {
  id: 'sparkpost-api-key',
  title: 'SparkPost API key',
  class: 'token',
  reference: 'https://developers.sparkpost.com/api/#header-authentication',
  ...named({ names: ['sparkpost'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"sparkpost_api_key":"«{hex:40}»","retries":3}',
      "SPARKPOST_API_KEY='«{hex:40}»' ./run.sh",
      '<add key="sparkpostApiKey" value="«{hex:40}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export SPARKPOST_API_KEY={hex:39}',
      'sparkpost_api_key: 0000000000000000000000000000000000000000',
      'sparkpost sparkpost build {hex:40} done',
    ],
  },
};
