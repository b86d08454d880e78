// OneSignal API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const onesignalApiKey: Detector = {
  id: 'onesignal-api-key',
  title: 'OneSignal API key',
  class: 'token',
  reference: 'https://documentation.onesignal.com/docs/keys-and-ids',
  ...shaped({ shapes: ['os_v2_app_{lowernum:103}', 'os_v2_org_{lowernum:103}'] }),
  examples: {
    positive: [
      'const onesignalApiKey = "«os_v2_app_{lowernum:103}»";',
      '{"onesignal_api_key":"«os_v2_org_{lowernum:103}»","retries":3}',
      'Authorization: Bearer «os_v2_app_{lowernum:103}»',
    ],
    negative: [
      'export ONESIGNAL_API_KEY=os_v2_org_{lowernum:102}',
      'onesignal_api_key: os_v2_app_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xos_v2_app_{lowernum:103}',
    ],
  },
};
