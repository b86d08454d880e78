// Secrets that SOPS encrypts in part, or without a seal over the whole.
import { pointerSegment } from '@watertight/syntax';
import type { SecretFact } from '../facts/secret.ts';
import type { Check, Failure } from './check.ts';

function failureOf(secret: SecretFact, { plain, hasMac }: NonNullable<SecretFact['sops']>): Failure {
  const [first] = plain;
  const message =
    first === undefined
      ? 'The file has no mac: whoever changes it can swap, drop or add values, and nothing notices.'
      : `SOPS encrypts this file, but not ${plain.slice(0, 5).join(', ')}: encrypted_regex or unencrypted_suffix leaves it out.`;
  return {
    result: 'fail',
    object: secret,
    pointer:
      first === undefined
        ? '/sops'
        : `/${first.split('/', 1)[0]}/${pointerSegment(first.slice(first.indexOf('/') + 1))}`,
    message,
    severity: first === undefined && !hasMac ? 'medium' : 'high',
    fix: {
      summary:
        'Set encrypted_regex to ^(data|stringData)$ in .sops.yaml, encrypt the file again, and change what was committed in plain text.',
    },
  };
}

const SEALED = 'ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]';
const MAC = `sops: { version: 3.9.0, mac: "${SEALED}" }`;
const secret = (data: string, sops = MAC): string => `apiVersion: v1
kind: Secret
metadata: { name: db, namespace: shop }
${data}
${sops}
`;

export const secretSopsIncomplete: Check = {
  id: 'secret-sops-incomplete',
  title: 'SOPS leaves values of a Secret in plain text',
  why: 'A file with a sops block looks encrypted. When encrypted_regex names data and the author writes stringData, or a key ends in unencrypted_suffix, its value is committed in plain text beside the others. The mac covers the whole file; without it values can be swapped unnoticed.',
  severity: 'high',
  maps: {
    cis: ['5.4.2'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001'],
    stride: ['information disclosure', 'tampering'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://getsops.io/docs/#encrypting-only-parts-of-a-file',
    'https://getsops.io/docs/#message-authentication-code',
  ],
  *find({ secrets }) {
    for (const fact of secrets) {
      const { sops } = fact;
      if (sops !== undefined && (sops.plain.length > 0 || !sops.hasMac)) yield failureOf(fact, sops);
    }
  },
  examples: {
    exposed: [
      {
        name: 'stringData is left out',
        manifests: secret(`data: { user: "${SEALED}" }\nstringData: { password: not-a-real-password }`),
      },
      { name: 'no mac', manifests: secret(`data: { password: "${SEALED}" }`, 'sops: { version: 3.9.0 }') },
    ],
    safe: [
      {
        name: 'all is encrypted',
        manifests: secret(`data: { user: "${SEALED}" }\nstringData: { password: "${SEALED}" }`),
      },
      { name: 'a mac', manifests: secret(`data: { password: "${SEALED}" }`) },
      {
        name: 'no SOPS at all: another check',
        manifests: secret('stringData: { password: not-a-real-password }', 'type: Opaque'),
      },
    ],
  },
};
