// Grafana API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const grafanaApiKey: Detector = {
  id: 'grafana-api-key',
  title: 'Grafana API key',
  class: 'token',
  reference: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/',
  ...shaped({ shapes: ['eyJrIjoi{base64:60-160}', 'eyJrIjoi{base64:60-160}=', 'eyJrIjoi{base64:60-160}=='] }),
  examples: {
    positive: [
      'GRAFANA_API_KEY=«{base64|{"k":"{alnum:32}","n":"ci-bot","id":1}|}»',
      'Authorization: Bearer «eyJrIjoi{base64:70}==»',
      '{"grafana":{"apiKey":"«eyJrIjoi{base64:79}=»"}}',
    ],
    negative: [
      'GRAFANA_API_KEY=eyJrIjoi{base64:59}',
      'GRAFANA_API_KEY=eyJrIjoixxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'GRAFANA_API_KEY={base64|{"x":"{alnum:32}","n":"ci"}|}',
    ],
  },
};
