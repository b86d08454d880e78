// Sauce Labs access key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const saucelabsAccessKey: Detector = {
  id: 'saucelabs-access-key',
  title: 'Sauce Labs access key',
  class: 'token',
  reference: 'https://docs.saucelabs.com/dev/cli/saucectl/usage/use-cases/',
  ...named({ names: ['sauce access', 'saucelabs', 'sauce labs'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" sauce_access_key=«{uuid}» status=401',
      'const saucelabsKey = "«{uuid}»";',
      'export SAUCE_ACCESS_KEY=«{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export SAUCE_ACCESS_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'sauce_access_key: 00000000-0000-0000-0000-000000000000',
      '{"sauce_access_key":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
