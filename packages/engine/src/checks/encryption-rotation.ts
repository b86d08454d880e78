// Providers with a single key.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS } from './encryption-manifest.ts';

export const encryptionRotation: Check = {
  id: 'encryption-rotation',
  title: 'Nothing shows that the key of an EncryptionConfiguration was ever changed',
  why: 'A local key that is never changed opens every snapshot that was ever taken, and everyone who ever saw the file keeps it. The file holds no dates, so a single key proves nothing either way: its age has to be known from elsewhere.',
  severity: 'low',
  maps: {
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
    yield* weaknessesOf(facts, 'encryption-rotation');
  },
  examples: {
    exposed: [
      { name: 'one key of secretbox', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'one key of aescbc', manifests: configuration(keyed('aescbc', 'a', exampleKey(1)), IDENTITY) },
    ],
    safe: [
      {
        name: 'two keys',
        manifests: configuration(
          `secretbox: {keys: [{name: b, secret: ${exampleKey(2)}}, {name: a, secret: ${exampleKey(1)}}]}`,
          IDENTITY,
        ),
      },
      { name: 'a plugin, whose key ids tell', manifests: configuration(KMS, IDENTITY) },
      { name: 'the single key only reads', manifests: configuration(KMS, keyed('secretbox', 'a', exampleKey(1))) },
    ],
  },
};
