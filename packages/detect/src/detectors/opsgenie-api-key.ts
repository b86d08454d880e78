// Opsgenie API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const opsgenieApiKey: Detector = {
  id: 'opsgenie-api-key',
  title: 'Opsgenie API key',
  class: 'token',
  reference: 'https://docs.opsgenie.com/docs/api-key-management',
  ...named({ names: ['opsgenie', 'geniekey'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      '{"opsgenie_api_key":"«{uuid}»","retries":3}',
      "OPSGENIE_API_KEY='«{uuid}»' ./run.sh",
      '<add key="opsgenieApiKey" value="«{uuid}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export OPSGENIE_API_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'opsgenie_api_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'opsgenie opsgenie build {uuid} done',
    ],
  },
};
