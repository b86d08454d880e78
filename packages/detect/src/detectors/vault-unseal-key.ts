// Vault unseal key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vaultUnsealKey: Detector = {
  id: 'vault-unseal-key',
  title: 'Vault unseal key',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
  ...named({ names: ['unseal key', 'vault unseal'], shapes: ['{base64:43}=', '{base64:44}', '{hex:64}', '{hex:66}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"VAULT_UNSEAL_KEY","value":"«{base64:43}=»"}]}',
      'unseal.key.1 = «{base64:44}»',
      'vault_unseal_key: "«{hex:64}»"',
      '{"env":[{"name":"UNSEAL_KEY_1","value":"«{hex:66}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={base64:43}=',
      'export VAULT_UNSEAL_KEY={base64:42}=',
      'vault_unseal_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      '{"vault_unseal_key":"{base64:21}!{base64:21}="}',
    ],
  },
};
