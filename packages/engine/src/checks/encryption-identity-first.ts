// Rules whose first provider writes plain text.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS, rules } from './encryption-manifest.ts';

export const encryptionIdentityFirst: Check = {
  id: 'encryption-identity-first',
  title: 'An EncryptionConfiguration writes plain text first',
  why: 'Only the first provider writes. With identity first, new objects are stored as plain text although providers with keys stand below, and an object that was encrypted is decrypted when somebody updates it. It is the state in which encryption is being taken away, and the state of a list in the wrong order.',
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
    yield* weaknessesOf(facts, 'encryption-identity-first');
  },
  examples: {
    exposed: [
      { name: 'identity before a key', manifests: configuration(IDENTITY, keyed('secretbox', 'a', exampleKey(2))) },
      { name: 'identity alone', manifests: configuration(IDENTITY) },
      { name: 'identity before a plugin', manifests: configuration(IDENTITY, KMS.replace('vault', 'other')) },
    ],
    safe: [
      { name: 'identity last', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'a plugin alone', manifests: configuration(KMS) },
      { name: 'a plugin before identity', manifests: configuration(KMS, IDENTITY) },
      {
        name: 'Events as plain text on purpose, Secrets not',
        manifests: rules(['events', [IDENTITY]], ['secrets', [KMS]]),
      },
    ],
  },
};
