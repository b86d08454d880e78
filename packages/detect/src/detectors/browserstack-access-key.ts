// BrowserStack access key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const browserstackAccessKey: Detector = {
  id: 'browserstack-access-key',
  title: 'BrowserStack access key',
  class: 'token',
  reference: 'https://www.browserstack.com/docs/automate/selenium/authentication',
  ...named({ names: ['browserstack'], shapes: ['{alnum:20}'] }),
  examples: {
    positive: [
      '{"browserstack_access_key":"«{alnum:20}»","retries":3}',
      "BROWSERSTACK_ACCESS_KEY='«{alnum:20}»' ./run.sh",
      '<add key="browserstackAccessKey" value="«{alnum:20}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:20}',
      'export BROWSERSTACK_ACCESS_KEY={alnum:19}',
      'browserstack_access_key: xxxxxxxxxxxxxxxxxxxx',
      'browserstack browserstack build {alnum:20} done',
    ],
  },
};
