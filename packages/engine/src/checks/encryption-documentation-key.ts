// Keys that everyone can read in the documentation.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS } from './encryption-manifest.ts';

/** Its bytes are words, which the documentation shows in base64. */
const SAMPLE = Buffer.from('abcdefghijklmnopqrstuvwxyz123456').toString('base64');
const SAMPLE_16 = Buffer.from('secret is secure').toString('base64');

export const encryptionDocumentationKey: Check = {
  id: 'encryption-documentation-key',
  title: 'A key of the EncryptionConfiguration stands in the documentation',
  why: "The sample keys of the documentation are copied together with the file. Everyone has them: an etcd that is encrypted with one is as good as plain text, and looks encrypted to every tool that looks for a provider's name.",
  severity: 'critical',
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
    yield* weaknessesOf(facts, 'encryption-documentation-key');
  },
  examples: {
    exposed: [
      { name: 'of secretbox', manifests: configuration(keyed('secretbox', 'key1', SAMPLE), IDENTITY) },
      { name: 'of aesgcm', manifests: configuration(keyed('aesgcm', 'key1', SAMPLE_16), IDENTITY) },
    ],
    safe: [
      { name: 'another key', manifests: configuration(keyed('secretbox', 'key1', exampleKey(1)), IDENTITY) },
      { name: 'another short key', manifests: configuration(keyed('aesgcm', 'key1', exampleKey(1, 16)), IDENTITY) },
      { name: 'a plugin', manifests: configuration(KMS, IDENTITY) },
    ],
  },
};
