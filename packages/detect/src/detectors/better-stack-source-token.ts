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
      '{"logtail_source_token":"«{alnum:24}»","retries":3}',
      "BETTERSTACK_TOKEN='«{alnum:24}»' ./run.sh",
      '<add key="logtailSourceToken" value="«{alnum:24}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:24}',
      'export LOGTAIL_SOURCE_TOKEN={alnum:23}',
      'logtail_source_token: xxxxxxxxxxxxxxxxxxxxxxxx',
      'logtail logtail build {alnum:24} done',
    ],
  },
};
