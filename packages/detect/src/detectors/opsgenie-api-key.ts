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
      'opsgenie.api.key = «{uuid}»',
      'opsgenie_api_key: "«{uuid}»"',
      '{"env":[{"name":"OPSGENIE_API_KEY","value":"«{uuid}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export OPSGENIE_API_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'opsgenie_api_key: 00000000-0000-0000-0000-000000000000',
      '{"opsgenie_api_key":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
