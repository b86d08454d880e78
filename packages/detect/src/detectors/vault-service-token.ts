// Vault service token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const vaultServiceToken: Detector = {
  id: 'vault-service-token',
  title: 'Vault service token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ...shaped({ shapes: ['hvs.{base64url:90-120}', 'hvs.{alnum:24}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «hvs.{base64url:95}»',
      '{"env":[{"name":"VAULT_TOKEN","value":"«hvs.{alnum:24}»"}]}',
      'const vaultToken = "«hvs.{base64url:95}»";',
    ],
    negative: [
      'VAULT_TOKEN=hvs.{alnum:23}',
      'vault_token: hvs.xxxxxxxxxxxxxxxxxxxxxxxx',
      'VAULT_TOKEN=hvs.{alnum:40}',
      'see xhvs.{alnum:24}',
    ],
  },
};
