// Vault token of before 1.10.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vaultLegacyToken: Detector = {
  id: 'vault-legacy-token',
  title: 'Vault token of before 1.10',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ...named({ names: ['vault'], shapes: ['s.{alnum:24}', 'b.{base64url:90-200}'] }),
  examples: {
    positive: [
      '{"vault_token":"«s.{alnum:24}»","retries":3}',
      "X_VAULT_TOKEN='«b.{base64url:90-200}»' ./run.sh",
      '<add key="vaultToken" value="«s.{alnum:24}»" />',
    ],
    negative: [
      'export BILLING_API_KEY=s.{alnum:24}',
      'export VAULT_TOKEN=s.{alnum:23}',
      'vault_token: s.xxxxxxxxxxxxxxxxxxxxxxxx',
      '{"vault_token":"s.{alnum:12}!{alnum:11}"}',
    ],
  },
};
