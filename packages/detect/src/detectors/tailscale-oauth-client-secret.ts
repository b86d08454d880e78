// Tailscale OAuth client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tailscaleOauthClientSecret: Detector = {
  id: 'tailscale-oauth-client-secret',
  title: 'Tailscale OAuth client secret',
  class: 'token',
  reference: 'https://tailscale.com/kb/1277/key-prefixes',
  ...shaped({ shapes: ['tskey-client-{alnum:8-24}-{alnum:16-40}'] }),
  examples: {
    positive: [
      '{"ts_client":"«tskey-client-{alnum:12}CNTRL-{alnum:32}»","retries":3}',
      'Authorization: Bearer «tskey-client-{alnum:12}CNTRL-{alnum:32}»',
      '{"env":[{"name":"TS_CLIENT","value":"«tskey-client-{alnum:12}CNTRL-{alnum:32}»"}]}',
    ],
    negative: [
      'export TS_CLIENT=tskey-client-{alnum:8-24}-{alnum:15}',
      'ts_client: tskey-client-{alnum:8-24}-xxxxxxxxxxxxxxxx',
      'see id=xtskey-client-{alnum:8-24}-{alnum:16-40}',
    ],
  },
};
