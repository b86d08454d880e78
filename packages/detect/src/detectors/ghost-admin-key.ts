// Ghost Admin API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ghostAdminKey: Detector = {
  id: 'ghost-admin-key',
  title: 'Ghost Admin API key',
  class: 'token',
  reference: 'https://ghost.org/docs/admin-api/#token-authentication',
  ...named({ names: ['ghost'], shapes: ['{hex:24}:{hex:64}'] }),
  examples: {
    positive: [
      '{"ghost_admin_api_key":"«{hex:24}:{hex:64}»","retries":3}',
      "GHOST_KEY='«{hex:24}:{hex:64}»' ./run.sh",
      '<add key="ghostAdminApiKey" value="«{hex:24}:{hex:64}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:24}:{hex:64}',
      'export GHOST_ADMIN_API_KEY={hex:24}:{hex:63}',
      'ghost_admin_api_key: {hex:24}:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"ghost_admin_api_key":"{hex:24}:{hex:32}!{hex:31}"}',
    ],
  },
};
