// Yandex Cloud API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const yandexCloudApiKey: Detector = {
  id: 'yandex-cloud-api-key',
  title: 'Yandex Cloud API key',
  class: 'token',
  reference: 'https://yandex.cloud/en/docs/security/operations/search-secrets',
  ...shaped({ shapes: ['AQVN{base64url:35-38}'] }),
  examples: {
    positive: [
      'export YANDEX_API_KEY=«AQVN{base64url:36}»',
      'level=error msg="call refused" yandex_api_key=«AQVN{base64url:36}» status=401',
      "YANDEX_API_KEY='«AQVN{base64url:36}»' ./run.sh",
    ],
    negative: [
      'export YANDEX_API_KEY=AQVN{base64url:34}',
      'yandex_api_key: AQVNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"yandex_api_key":"AQVN{base64url:17}!{base64url:17}"}',
    ],
  },
};
