// Tailscale webhook secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tailscaleWebhookSecret: Detector = {
  id: 'tailscale-webhook-secret',
  title: 'Tailscale webhook secret',
  class: 'token',
  reference: 'https://tailscale.com/kb/1277/key-prefixes',
  ...shaped({ shapes: ['tskey-webhook-{alnum:8-24}-{alnum:16-40}'] }),
  examples: {
    positive: [
      '<add key="tsWebhook" value="«tskey-webhook-{alnum:12}CNTRL-{alnum:32}»" />',
      'ts_webhook: "«tskey-webhook-{alnum:12}CNTRL-{alnum:32}»"',
      'helm upgrade app ./chart --set auth.tsWebhook=«tskey-webhook-{alnum:12}CNTRL-{alnum:32}»',
    ],
    negative: [
      'export TS_WEBHOOK=tskey-webhook-{alnum:8-24}-{alnum:15}',
      'ts_webhook: tskey-webhook-{alnum:8-24}-xxxxxxxxxxxxxxxx',
      'see id=xtskey-webhook-{alnum:8-24}-{alnum:16-40}',
    ],
  },
};
