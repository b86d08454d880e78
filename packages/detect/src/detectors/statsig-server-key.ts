// Statsig server secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const statsigServerKey: Detector = {
  id: 'statsig-server-key',
  title: 'Statsig server secret key',
  class: 'token',
  reference: 'https://docs.statsig.com/sdk-keys/api-keys',
  ...shaped({ shapes: ['secret-{alnum:43}'] }),
  examples: {
    positive: [
      '<add key="statsigServerSecret" value="«secret-{alnum:43}»" />',
      'statsig_server_secret: "«secret-{alnum:43}»"',
      'helm upgrade app ./chart --set auth.statsigServerSecret=«secret-{alnum:43}»',
    ],
    negative: [
      'export STATSIG_SERVER_SECRET=secret-{alnum:42}',
      'statsig_server_secret: secret-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'statsig_server_secret=secret-{alnum:44}',
    ],
  },
};
