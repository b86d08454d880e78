// Tailscale SCIM key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tailscaleScimKey: Detector = {
  id: 'tailscale-scim-key',
  title: 'Tailscale SCIM key',
  class: 'token',
  reference: 'https://tailscale.com/kb/1277/key-prefixes',
  ...shaped({ shapes: ['tskey-scim-{alnum:8-24}-{alnum:16-40}'] }),
  examples: {
    positive: [
      "TS_SCIM='«tskey-scim-{alnum:12}CNTRL-{alnum:32}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «tskey-scim-{alnum:12}CNTRL-{alnum:32}»',
      'export TS_SCIM=«tskey-scim-{alnum:12}CNTRL-{alnum:32}»',
    ],
    negative: [
      'export TS_SCIM=tskey-scim-{alnum:8-24}-{alnum:15}',
      'ts_scim: tskey-scim-{alnum:8-24}-xxxxxxxxxxxxxxxx',
      '{"ts_scim":"tskey-scim-{alnum:8-24}-{alnum:8}!{alnum:7}"}',
    ],
  },
};
