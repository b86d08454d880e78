// Rules that come too late for a resource.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { exampleKey, IDENTITY, keyed, KMS, rules } from './encryption-manifest.ts';

export const encryptionRepeatedRule: Check = {
  id: 'encryption-repeated-rule',
  title: 'A resource stands in two rules of the EncryptionConfiguration',
  why: 'The providers of both rules are joined, the earlier ones first: so the provider that the later rule puts first does not write. A rule that was appended to turn encryption on, or to change its key, then changes nothing.',
  severity: 'medium',
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
    yield* weaknessesOf(facts, 'encryption-repeated-rule');
  },
  examples: {
    exposed: [
      {
        name: 'plain text first, a plugin in a later rule',
        manifests: rules(
          ['configmaps', [IDENTITY]],
          ['secrets', [KMS]],
          ['configmaps', ['kms: {apiVersion: v2, name: second, endpoint: "unix:///run/kms/kms.sock"}']],
        ),
      },
      {
        name: 'a key in each',
        manifests: rules(['secrets', [KMS]], ['secrets', [keyed('secretbox', 'a', exampleKey(2))]]),
      },
    ],
    safe: [
      {
        name: 'two resources',
        manifests: rules(['secrets', [KMS]], ['configmaps', [keyed('secretbox', 'a', exampleKey(1))]]),
      },
      {
        name: 'one rule with both providers',
        manifests: rules(['secrets', [KMS, keyed('secretbox', 'a', exampleKey(1))]]),
      },
      {
        name: 'a wider rule later',
        manifests: rules(['secrets', [KMS]], ['"*.*"', [keyed('secretbox', 'a', exampleKey(1))]]),
      },
    ],
  },
};
