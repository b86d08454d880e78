// MessageBird access key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const messagebirdAccessKey: Detector = {
  id: 'messagebird-access-key',
  title: 'MessageBird access key',
  class: 'token',
  reference: 'https://developers.messagebird.com/api/#authentication',
  ...named({ names: ['messagebird'], shapes: ['{alnum:25}'] }),
  examples: {
    positive: [
      '<add key="messagebirdAccessKey" value="«{alnum:25}»" />',
      '{"messagebird_access_key":"«{alnum:25}»","retries":3}',
      "MESSAGEBIRD_ACCESS_KEY='«{alnum:25}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={alnum:25}',
      'export MESSAGEBIRD_ACCESS_KEY={alnum:24}',
      'messagebird_access_key: xxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"messagebird_access_key":"{alnum:12}!{alnum:12}"}',
    ],
  },
};
