// OneSignal API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const onesignalApiKey: Detector = {
  id: 'onesignal-api-key',
  title: 'OneSignal API key',
  class: 'token',
  reference: 'https://documentation.onesignal.com/docs/keys-and-ids',
  ...shaped({ shapes: ['os_v2_app_{lowernum:80-120}', 'os_v2_org_{lowernum:80-120}'] }),
  examples: {
    positive: [
      'const onesignalApiKey = "«os_v2_app_{lowernum:80-120}»";',
      '{"onesignal_api_key":"«os_v2_org_{lowernum:80-120}»","retries":3}',
      'Authorization: Bearer «os_v2_app_{lowernum:80-120}»',
    ],
    negative: [
      'export ONESIGNAL_API_KEY=os_v2_org_{lowernum:79}',
      'onesignal_api_key: os_v2_app_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xos_v2_app_{lowernum:80-120}',
    ],
  },
};
