// Providers that write with a key that stands in the file.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS } from './encryption-manifest.ts';

export const encryptionLocalKey: Check = {
  id: 'encryption-local-key',
  title: 'The key that encrypts etcd lies on the control-plane node',
  why: 'A key in the file protects what leaves the node: snapshots of etcd and its disks, where they are other disks. Whoever reads the node, its image or its backup has the key and the data. A KMS plugin keeps the key that encrypts the others in a key service or HSM, where its use can be seen and ended.',
  severity: 'info',
  maps: {
    nsa: ['Encrypt data at rest'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  ],
  *find(facts) {
    yield* weaknessesOf(facts, 'encryption-local-key');
  },
  examples: {
    exposed: [
      { name: 'secretbox', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'aesgcm', manifests: configuration(keyed('aesgcm', 'a', exampleKey(1)), IDENTITY) },
    ],
    safe: [
      { name: 'a plugin', manifests: configuration(KMS, IDENTITY) },
      {
        name: 'a plugin writes, the old key only reads',
        manifests: configuration(KMS, keyed('secretbox', 'a', exampleKey(1))),
      },
      { name: 'no key', manifests: configuration(IDENTITY) },
    ],
  },
};
