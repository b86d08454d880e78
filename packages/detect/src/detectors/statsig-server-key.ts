// Statsig server secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const statsigServerKey: Detector = {
  id: 'statsig-server-key',
  title: 'Statsig server secret key',
  class: 'token',
  reference: 'https://docs.statsig.com/sdk-keys/api-keys',
  ...named({ names: ['statsig'], shapes: ['secret-{alnum:43}'] }),
  examples: {
    positive: [
      'statsig_server_secret: "«secret-{alnum:43}»"',
      '{"env":[{"name":"STATSIG_SECRET_KEY","value":"«secret-{alnum:43}»"}]}',
      'statsig.server.secret = «secret-{alnum:43}»',
    ],
    negative: [
      'export BILLING_API_KEY=secret-{alnum:43}',
      'export STATSIG_SERVER_SECRET=secret-{alnum:42}',
      'statsig_server_secret: secret-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"statsig_server_secret":"secret-{alnum:21}!{alnum:21}"}',
    ],
  },
};
