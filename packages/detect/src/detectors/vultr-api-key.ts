// Vultr API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vultrApiKey: Detector = {
  id: 'vultr-api-key',
  title: 'Vultr API key',
  class: 'token',
  reference: 'https://www.vultr.com/api/',
  ...named({ names: ['vultr'], shapes: ['{uppernum:36}'] }),
  examples: {
    positive: [
      '{"vultr_api_key":"«{uppernum:36}»","retries":3}',
      "VULTR_API_KEY='«{uppernum:36}»' ./run.sh",
      '<add key="vultrApiKey" value="«{uppernum:36}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={uppernum:36}',
      'export VULTR_API_KEY={uppernum:35}',
      'vultr_api_key: XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      'vultr vultr build {uppernum:36} done',
    ],
  },
};
