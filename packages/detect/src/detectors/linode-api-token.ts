// Linode API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const linodeApiToken: Detector = {
  id: 'linode-api-token',
  title: 'Linode API token',
  class: 'token',
  reference: 'https://techdocs.akamai.com/linode-api/reference/get-started',
  ...named({ names: ['linode'], shapes: ['{hex:64}'] }),
  examples: {
    positive: [
      'linode_token: "«{hex:64}»"',
      '{"env":[{"name":"LINODE_API_TOKEN","value":"«{hex:64}»"}]}',
      'linode.token = «{hex:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:64}',
      'export LINODE_TOKEN={hex:63}',
      'linode_token: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"linode_token":"{hex:32}!{hex:31}"}',
    ],
  },
};
