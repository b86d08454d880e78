// aescbc and aesgcm as the provider that writes.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS } from './encryption-manifest.ts';

export const encryptionWeakProvider: Check = {
  id: 'encryption-weak-provider',
  title: 'The provider that writes has known weaknesses',
  why: 'aescbc does not authenticate: whoever can write to etcd can flip bits, copy a value to another object, and find out plain text from the errors that follow (a padding oracle). aesgcm is broken by a nonce that comes twice; with random nonces the documentation asks for a new key every 200,000 writes, which nobody counts. The documentation recommends neither.',
  severity: 'medium',
  maps: {
    cis: ['1.2.28'],
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
    yield* weaknessesOf(facts, 'encryption-weak-provider');
  },
  examples: {
    exposed: [
      { name: 'aescbc', manifests: configuration(keyed('aescbc', 'a', exampleKey(1)), IDENTITY) },
      { name: 'aesgcm', manifests: configuration(keyed('aesgcm', 'a', exampleKey(1)), IDENTITY) },
    ],
    safe: [
      { name: 'secretbox', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'a plugin', manifests: configuration(KMS, IDENTITY) },
      { name: 'aescbc only reads', manifests: configuration(KMS, keyed('aescbc', 'a', exampleKey(1))) },
    ],
  },
};
