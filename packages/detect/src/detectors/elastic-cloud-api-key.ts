// Elastic API key in base64.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const elasticCloudApiKey: Detector = {
  id: 'elastic-cloud-api-key',
  title: 'Elastic API key in base64',
  class: 'token',
  reference: 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys',
  ...named({ names: ['elastic', 'es api key'], shapes: ['{base64:59}=', '{base64:60}', '{base64:58}=='] }),
  examples: {
    positive: [
      '<add key="elasticApiKey" value="«{base64:59}=»" />',
      '{"es_api_key":"«{base64:60}»","retries":3}',
      "ELASTIC_API_KEY='«{base64:58}==»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64:59}=',
      'export ELASTIC_API_KEY={base64:58}=',
      'elastic_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      'elastic elastic build {base64:59}= done',
    ],
  },
};
