// Grafana service account token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const grafanaServiceAccountToken: Detector = {
  id: 'grafana-service-account-token',
  title: 'Grafana service account token',
  class: 'token',
  reference: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  ...shaped({ shapes: ['glsa_{alnum:32}_{hex:8}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"GRAFANA_TOKEN","value":"«glsa_{alnum:32}_{hex:8}»"}]}',
      'const grafanaToken = "«glsa_{alnum:32}_{hex:8}»";',
      '{"grafana_token":"«glsa_{alnum:32}_{hex:8}»","retries":3}',
    ],
    negative: [
      'export GRAFANA_TOKEN=glsa_{alnum:32}_{hex:7}',
      'grafana_token: glsa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_{hex:8}',
      'see id=xglsa_{alnum:32}_{hex:8}',
    ],
  },
};
