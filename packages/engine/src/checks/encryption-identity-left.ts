// Rules that still read plain text.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS, rules } from './encryption-manifest.ts';

export const encryptionIdentityLeft: Check = {
  id: 'encryption-identity-left',
  title: 'Plain text is still read beside encrypted values',
  why: 'While objects are rewritten, identity must stand last, or the API server could not read what is not encrypted yet. Left there, it takes plain text for ever: an object that was never rewritten is not noticed, and whoever can write to etcd can plant a Secret, a Role or a binding without any key.',
  severity: 'low',
  maps: {
    nsa: ['Encrypt data at rest'],
    attack: ['T1530', 'T1552.001'],
    stride: ['tampering', 'information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  *find(facts) {
    yield* weaknessesOf(facts, 'encryption-identity-left');
  },
  examples: {
    exposed: [
      { name: 'after a plugin', manifests: configuration(KMS, IDENTITY) },
      { name: 'after a key', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
    ],
    safe: [
      { name: 'a plugin alone', manifests: configuration(KMS) },
      { name: 'a key alone', manifests: configuration(keyed('secretbox', 'a', exampleKey(1))) },
      { name: 'another resource as plain text', manifests: rules(['events', [IDENTITY]], ['secrets', [KMS]]) },
    ],
  },
};
