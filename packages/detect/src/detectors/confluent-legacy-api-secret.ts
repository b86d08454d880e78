// Confluent Cloud API secret without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const confluentLegacyApiSecret: Detector = {
  id: 'confluent-legacy-api-secret',
  title: 'Confluent Cloud API secret without prefix',
  class: 'token',
  reference: 'https://docs.confluent.io/cloud/current/client-apps/api-keys.html',
  ...named({ names: ['confluent', 'kafka api'], shapes: ['{base64:64}'], words: ['secret'] }),
  examples: {
    positive: [
      'confluent_cloud_api_secret: "«{base64:64}»"',
      '{"env":[{"name":"KAFKA_API_SECRET","value":"«{base64:64}»"}]}',
      'confluent.cloud.api.secret = «{base64:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={base64:64}',
      'export CONFLUENT_CLOUD_API_SECRET={base64:63}',
      'confluent_cloud_api_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'confluent confluent build {base64:64} done',
    ],
  },
};
