// Vault AppRole secret id.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const vaultApproleSecretId: Detector = {
  id: 'vault-approle-secret-id',
  title: 'Vault AppRole secret id',
  class: 'token',
  reference: 'https://developer.hashicorp.com/vault/docs/auth/approle',
  ...named({ names: ['vault secret', 'approle', 'secret id'], shapes: ['{uuid}'], words: ['secret'] }),
  examples: {
    positive: [
      'level=error msg="call refused" vault_secret_id=«{uuid}» status=401',
      'const approleSecretId = "«{uuid}»";',
      'export VAULT_SECRET_ID=«{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export VAULT_SECRET_ID={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'vault_secret_id: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'vault secret vault build {uuid} done',
    ],
  },
};
