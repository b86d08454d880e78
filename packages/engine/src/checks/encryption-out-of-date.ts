// KMS v1, and the names from before 1.13.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, keyed, KMS } from './encryption-manifest.ts';

export const encryptionOutOfDate: Check = {
  id: 'encryption-out-of-date',
  title: 'An EncryptionConfiguration uses what Kubernetes is giving up',
  why: "KMS v1 is deprecated since 1.28 and off by default since 1.29: an upgrade ends at an API server that does not start. It calls the plugin for each object, knows of no key ids and cannot tell which objects are stale. The file's names from before 1.13 are taken for compatibility only.",
  severity: 'medium',
  maps: {
    cis: ['1.2.28'],
    nsa: ['Encrypt data at rest'],
    attack: ['T1530', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  *find(facts) {
    yield* weaknessesOf(facts, 'encryption-out-of-date');
  },
  examples: {
    exposed: [
      {
        name: 'KMS v1',
        manifests: configuration('kms: {apiVersion: v1, name: vault, endpoint: "unix:///run/kms/kms.sock"}'),
      },
      {
        name: 'the kind from before 1.13',
        manifests: configuration(KMS).replace(/^.*\n.*/, 'apiVersion: v1\nkind: EncryptionConfig'),
      },
    ],
    safe: [
      { name: 'KMS v2', manifests: configuration(KMS) },
      { name: 'KMS v2 with a timeout', manifests: configuration(KMS.replace('}', ', timeout: 3s}')) },
      { name: 'no KMS', manifests: configuration(keyed('secretbox', 'a', exampleKey(1))) },
    ],
  },
};
