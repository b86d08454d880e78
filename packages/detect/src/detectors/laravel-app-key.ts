// Laravel application key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const laravelAppKey: Detector = {
  id: 'laravel-app-key',
  title: 'Laravel application key',
  class: 'token',
  reference: 'https://laravel.com/docs/encryption',
  ...named({ names: ['app key', 'appkey'], shapes: ['base64:{base64:43}='], words: ['key'] }),
  examples: {
    positive: [
      'export APP_KEY=«base64:{base64:43}=»',
      'level=error msg="call refused" app_key=«base64:{base64:43}=» status=401',
      'const appKey = "«base64:{base64:43}=»";',
    ],
    negative: [
      'export BILLING_API_KEY=base64:{base64:43}=',
      'export APP_KEY=base64:{base64:42}=',
      'app_key: base64:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      '{"app_key":"base64:{base64:21}!{base64:21}="}',
    ],
  },
};
