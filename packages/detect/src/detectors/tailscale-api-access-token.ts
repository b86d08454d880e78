// Tailscale API access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tailscaleApiAccessToken: Detector = {
  id: 'tailscale-api-access-token',
  title: 'Tailscale API access token',
  class: 'token',
  reference: 'https://tailscale.com/kb/1277/key-prefixes',
  ...shaped({ shapes: ['tskey-api-{alnum:8-24}-{alnum:16-40}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «tskey-api-{alnum:12}CNTRL-{alnum:32}»" https://api.internal/v1',
      '<add key="tsApi" value="«tskey-api-{alnum:12}CNTRL-{alnum:32}»" />',
      'ts_api: "«tskey-api-{alnum:12}CNTRL-{alnum:32}»"',
    ],
    negative: [
      'export TS_API=tskey-api-{alnum:8-24}-{alnum:15}',
      'ts_api: tskey-api-{alnum:8-24}-xxxxxxxxxxxxxxxx',
      '{"ts_api":"tskey-api-{alnum:8-24}-{alnum:8}!{alnum:7}"}',
    ],
  },
};
