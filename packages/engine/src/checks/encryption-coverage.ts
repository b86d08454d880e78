// Secrets that no rule names.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { KMS, rules } from './encryption-manifest.ts';

export const encryptionCoverage: Check = {
  id: 'encryption-coverage',
  title: 'Secrets are not in any rule of the EncryptionConfiguration',
  why: 'A resource that no rule names is stored in etcd as plain text, also when others are encrypted. Whoever reads etcd, a snapshot of it or the disk below reads every Secret that way.',
  severity: 'high',
  maps: {
    cis: ['1.2.27', '1.2.28'],
    nsa: ['Encrypt data at rest'],
    attack: ['T1530', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  *find(facts) {
    yield* weaknessesOf(facts, 'encryption-coverage');
  },
  examples: {
    exposed: [
      { name: 'only ConfigMaps', manifests: rules(['configmaps', [KMS]]) },
      { name: 'a wildcard of another group', manifests: rules(['"*.apps"', [KMS]]) },
    ],
    safe: [
      { name: 'Secrets', manifests: rules(['secrets', [KMS]]) },
      { name: 'all of the core group', manifests: rules(['"*."', [KMS]]) },
      { name: 'everything', manifests: rules(['"*.*"', [KMS]]) },
    ],
  },
};
