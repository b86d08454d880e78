// Vault batch token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const vaultBatchToken: Detector = {
  id: 'vault-batch-token',
  title: 'Vault batch token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ...shaped({ shapes: ['hvb.{base64url:130-400}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «hvb.{base64url:160}»',
      'export VAULT_TOKEN=«hvb.{base64url:160}»',
      'level=error msg="call refused" vault_token=«hvb.{base64url:160}» status=401',
    ],
    negative: [
      'export VAULT_TOKEN=hvb.{base64url:129}',
      'vault_token: hvb.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"vault_token":"hvb.{base64url:65}!{base64url:64}"}',
    ],
  },
};
