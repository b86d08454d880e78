// Secrets whose values stand in a file that somebody wrote, base64 or not.
import type { SecretFact } from '../facts/secret.ts';
import type { Check, Failure } from './check.ts';
import { kubectl } from './shell-command.ts';

/** What an API server gave has a uid; values that are encrypted or still to be filled in have no length. */
function isWritten({ fromServer, keysUnknown, encryptedInFile, keys, type }: SecretFact): boolean {
  if (fromServer === true || keysUnknown === true || encryptedInFile) return false;
  return type !== 'helm.sh/release.v1' && keys.some(({ length }) => length > 0);
}

function failureOf(secret: SecretFact): Failure {
  const names = secret.keys.filter(({ length }) => length > 0).map(({ name }) => name);
  return {
    result: 'fail',
    object: secret,
    message: `The manifest holds the value of ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}: base64 is no encryption, and whoever reads the file, its repository or its history reads it.`,
    fix: {
      summary:
        'Keep the value out of the file: SOPS, a SealedSecret, or a reference to a secret store (External Secrets, CSI). Change what was committed: history keeps it.',
      commands: [kubectl('get', secret, '-o name')],
    },
  };
}

const secret = (field: string, more = ''): string => `apiVersion: v1
kind: Secret
metadata: { name: db, namespace: shop${more} }
${field}
`;

export const secretInManifest: Check = {
  id: 'secret-in-manifest',
  title: 'A manifest holds the values of a Secret',
  why: 'A Secret in a file is in plain text: base64 hides nothing. The file is read by everyone with the repository, its forks, its backups and its build logs, and git keeps it after it is deleted. Who that is cannot be told from the file, so that it counts as medium here; detect gives each value’s place.',
  severity: 'medium',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K03', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/#avoid-sharing-secret-manifests',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  *find({ secrets }) {
    for (const fact of secrets) if (isWritten(fact)) yield failureOf(fact);
  },
  examples: {
    exposed: [
      { name: 'in base64', manifests: secret('data: { password: bm90LWEtcmVhbC1wYXNzd29yZA== }') },
      { name: 'as text', manifests: secret('stringData: { password: not-a-real-password }') },
    ],
    safe: [
      { name: 'to be filled in', manifests: secret('stringData: { password: "${DB_PASSWORD}" }') },
      {
        name: 'encrypted by SOPS',
        manifests: secret('data: { password: "ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]" }'),
      },
      { name: 'without values', manifests: secret('type: Opaque') },
      {
        name: 'read from a cluster',
        manifests: secret('data: { password: bm90LWEtcmVhbC1wYXNzd29yZA== }', ', uid: 0b5b'),
      },
    ],
  },
};
