// Google Cloud Storage HMAC secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const googleHmacSecret: Detector = {
  id: 'google-hmac-secret',
  title: 'Google Cloud Storage HMAC secret',
  class: 'token',
  reference: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
  ...named({ names: ['gcs hmac', 'gcs secret', 'google storage'], shapes: ['{base64:40}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"env":[{"name":"GCS_HMAC_SECRET","value":"«{base64:40}»"}]}',
      'gcs.secret.access.key = «{base64:40}»',
      'gcs_hmac_secret: "«{base64:40}»"',
    ],
    negative: [
      'export BILLING_API_KEY={base64:40}',
      'export GCS_HMAC_SECRET={base64:39}',
      'gcs_hmac_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'gcs hmac gcs build {base64:40} done',
    ],
  },
};
