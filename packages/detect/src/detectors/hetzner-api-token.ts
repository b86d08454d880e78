// Hetzner Cloud API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const hetznerApiToken: Detector = {
  id: 'hetzner-api-token',
  title: 'Hetzner Cloud API token',
  class: 'token',
  reference: 'https://docs.hetzner.cloud/',
  ...named({ names: ['hcloud', 'hetzner'], shapes: ['{alnum:64}'] }),
  examples: {
    positive: [
      "HCLOUD_TOKEN='«{alnum:64}»' ./run.sh",
      '<add key="hetznerApiToken" value="«{alnum:64}»" />',
      '{"hcloud_token":"«{alnum:64}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:64}',
      'export HCLOUD_TOKEN={alnum:63}',
      'hcloud_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'hcloud hcloud build {alnum:64} done',
    ],
  },
};
