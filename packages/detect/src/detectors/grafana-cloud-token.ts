// Grafana Cloud access policy token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const grafanaCloudToken: Detector = {
  id: 'grafana-cloud-token',
  title: 'Grafana Cloud access policy token',
  class: 'token',
  reference:
    'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
  ...shaped({ shapes: ['glc_{base64:60-400}', 'glc_{base64:60-400}=', 'glc_{base64:60-400}=='] }),
  examples: {
    positive: [
      'GRAFANA_CLOUD_TOKEN=«glc_{base64|{"o":"{digit:6}","n":"logs","k":"{alnum:24}","m":{"r":"eu"}}|}»',
      'password: «glc_{base64:118}==»',
      '{"token":"«glc_{base64:123}=»"}',
    ],
    negative: [
      'GRAFANA_CLOUD_TOKEN=glc_{base64:59}',
      'GRAFANA_CLOUD_TOKEN=glc_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'GRAFANA_CLOUD_TOKEN=${GLC_TOKEN}',
    ],
  },
};
