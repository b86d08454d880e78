// OVHcloud application secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ovhApplicationSecret: Detector = {
  id: 'ovh-application-secret',
  title: 'OVHcloud application secret',
  class: 'token',
  reference: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
  ...named({ names: ['ovh application', 'ovh app'], shapes: ['{alnum:32}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"ovh_application_secret":"«{alnum:32}»","retries":3}',
      "OVH_APP_SECRET='«{alnum:32}»' ./run.sh",
      '<add key="ovhApplicationSecret" value="«{alnum:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export OVH_APPLICATION_SECRET={alnum:31}',
      'ovh_application_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"ovh_application_secret":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
