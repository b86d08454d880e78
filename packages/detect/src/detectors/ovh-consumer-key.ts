// OVHcloud consumer key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ovhConsumerKey: Detector = {
  id: 'ovh-consumer-key',
  title: 'OVHcloud consumer key',
  class: 'token',
  reference: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
  ...named({ names: ['ovh consumer'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" ovh_consumer_key=«{alnum:32}» status=401',
      'const ovhConsumerKey = "«{alnum:32}»";',
      'export OVH_CONSUMER_KEY=«{alnum:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export OVH_CONSUMER_KEY={alnum:31}',
      'ovh_consumer_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'ovh consumer ovh build {alnum:32} done',
    ],
  },
};
