// Credentials that ConfigMaps hold, key by key.
import { objectId } from '../facts/object-id.ts';
import type { CredentialFact } from '../facts/credential.ts';
import type { Check, Failure } from './check.ts';
import { credentialSentence, severityOfCredential } from './credential-words.ts';
import { jsonPatch } from './patch.ts';

function failureOf(found: CredentialFact): Failure {
  const { holder, pointer } = found;
  return {
    result: 'fail',
    object: holder,
    pointer,
    message: `${credentialSentence(found)} Whoever may get, list or watch configmaps reads it; view, edit and admin all may.`,
    severity: severityOfCredential(found),
    fix: {
      summary: `Move the key into a Secret, and let pods refer to that one; then change the credential, since copies of ${objectId(holder)} keep it.`,
      ...jsonPatch(holder, [{ op: 'remove', path: pointer }]),
    },
  };
}

const configMap = (data: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: shop }
data:
  ${data}
`;

export const configmapCredential: Check = {
  id: 'configmap-credential',
  title: 'A ConfigMap holds a credential',
  why: 'ConfigMaps are meant for what is not confidential: the default role view reads them, controllers and dashboards show them, etcd encryption is seldom turned on for them, and every kubelet is given those that its pods refer to, mounted or not.',
  severity: 'high',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001', 'T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K03', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  *find({ credentials }) {
    for (const found of credentials) {
      const { objectKind, group } = found.holder;
      const isKey = found.pointer.startsWith('/data/') || found.pointer.startsWith('/binaryData/');
      if (objectKind === 'ConfigMap' && group === '' && isKey) yield failureOf(found);
    }
  },
  examples: {
    exposed: [
      { name: 'a password by its name', manifests: configMap('DB_PASSWORD: not-a-real-password') },
      { name: 'a key of an API', manifests: configMap('stripe.api-key: q8Zt4mVx1LbS') },
    ],
    safe: [
      { name: 'a name and no password', manifests: configMap('DB_USER: not-a-real-password') },
      { name: 'a placeholder', manifests: configMap('DB_PASSWORD: ${DB_PASSWORD}') },
      { name: 'an identifier of an API', manifests: configMap('stripe.api-version: q8Zt4mVx1LbS') },
    ],
  },
};
