// Tailscale auth key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tailscaleAuthKey: Detector = {
  id: 'tailscale-auth-key',
  title: 'Tailscale auth key',
  class: 'token',
  reference: 'https://tailscale.com/kb/1277/key-prefixes',
  ...shaped({ shapes: ['tskey-auth-{alnum:8-24}-{alnum:16-40}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" ts_auth=«tskey-auth-{alnum:12}CNTRL-{alnum:32}» status=401',
      "TS_AUTH='«tskey-auth-{alnum:12}CNTRL-{alnum:32}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «tskey-auth-{alnum:12}CNTRL-{alnum:32}»',
    ],
    negative: [
      'export TS_AUTH=tskey-auth-{alnum:8-24}-{alnum:15}',
      'ts_auth: tskey-auth-{alnum:8-24}-xxxxxxxxxxxxxxxx',
      'see id=xtskey-auth-{alnum:8-24}-{alnum:16-40}',
    ],
  },
};
