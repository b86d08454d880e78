// Shodan API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const shodanApiKey: Detector = {
  id: 'shodan-api-key',
  title: 'Shodan API key',
  class: 'token',
  reference: 'https://developer.shodan.io/api',
  ...named({ names: ['shodan'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      "SHODAN_API_KEY='«{alnum:32}»' ./run.sh",
      '<add key="shodanApiKey" value="«{alnum:32}»" />',
      '{"shodan_api_key":"«{alnum:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export SHODAN_API_KEY={alnum:31}',
      'shodan_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"shodan_api_key":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
