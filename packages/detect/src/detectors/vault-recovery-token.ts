// Vault recovery token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const vaultRecoveryToken: Detector = {
  id: 'vault-recovery-token',
  title: 'Vault recovery token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ...shaped({ shapes: ['hvr.{base64url:24-120}'] }),
  examples: {
    positive: [
      'vault_token: "«hvr.{base64url:96}»"',
      'helm upgrade app ./chart --set auth.vaultToken=«hvr.{base64url:96}»',
      'curl -s -H "X-Auth-Token: «hvr.{base64url:96}»" https://api.internal/v1',
    ],
    negative: [
      'export VAULT_TOKEN=hvr.{base64url:23}',
      'vault_token: hvr.xxxxxxxxxxxxxxxxxxxxxxxx',
      'vault_token=hvr.{base64url:121}',
    ],
  },
};
