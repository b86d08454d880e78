// Keys without chance in them, and short ones.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS } from './encryption-manifest.ts';

const TYPED = Buffer.from('correct horse battery staple 42!').toString('base64');
const ZEROS = Buffer.alloc(32).toString('base64');

export const encryptionWeakKey: Check = {
  id: 'encryption-weak-key',
  title: 'A key of the EncryptionConfiguration can be guessed',
  why: 'A key is as good as the chance in it. Typed words, repeated bytes and counters can be tried out against one stored value; hexadecimal digits hold half of what they seem to; and a key of 16 bytes is half of what the documentation asks for.',
  severity: 'high',
  maps: {
    cis: ['1.2.28'],
    nsa: ['Encrypt data at rest'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  *find(facts) {
    yield* weaknessesOf(facts, 'encryption-weak-key');
  },
  examples: {
    exposed: [
      { name: 'typed text', manifests: configuration(keyed('secretbox', 'a', TYPED), IDENTITY) },
      { name: 'one byte again and again', manifests: configuration(keyed('secretbox', 'a', ZEROS), IDENTITY) },
      { name: '16 bytes', manifests: configuration(keyed('aesgcm', 'a', exampleKey(1, 16)), IDENTITY) },
    ],
    safe: [
      { name: 'random', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'random, of another provider', manifests: configuration(keyed('aesgcm', 'a', exampleKey(1)), IDENTITY) },
      { name: 'a plugin', manifests: configuration(KMS, IDENTITY) },
    ],
  },
};
