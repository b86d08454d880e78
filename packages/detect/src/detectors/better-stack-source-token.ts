// Better Stack source token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const betterStackSourceToken: Detector = {
  id: 'better-stack-source-token',
  title: 'Better Stack source token',
  class: 'token',
  reference: 'https://betterstack.com/docs/logs/',
  ...named({ names: ['logtail', 'betterstack'], shapes: ['{alnum:24}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" logtail_source_token=«{alnum:24}» status=401',
      'const betterstackToken = "«{alnum:24}»";',
      'export LOGTAIL_SOURCE_TOKEN=«{alnum:24}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:24}',
      'export LOGTAIL_SOURCE_TOKEN={alnum:23}',
      'logtail_source_token: xxxxxxxxxxxxxxxxxxxxxxxx',
      '{"logtail_source_token":"{alnum:12}!{alnum:11}"}',
    ],
  },
};
