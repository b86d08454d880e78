// The same key bytes more than once.
import type { Check } from './check.ts';
import { weaknessesOf } from './encryption-find.ts';
import { configuration, exampleKey, keyed, rules } from './encryption-manifest.ts';

export const encryptionSharedKey: Check = {
  id: 'encryption-shared-key',
  title: 'One key stands in an EncryptionConfiguration more than once',
  why: "The same bytes under two names make a rotation that changes nothing: what the old key could open, the new one's holder opens. The same bytes in two providers let whoever gets one of them open the other's resources, and use one key with two algorithms.",
  severity: 'medium',
  maps: {
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
    yield* weaknessesOf(facts, 'encryption-shared-key');
  },
  examples: {
    exposed: [
      {
        name: 'under two names',
        manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), keyed('secretbox', 'b', exampleKey(1))),
      },
      {
        name: 'for two resources',
        manifests: rules(
          ['secrets', [keyed('secretbox', 'a', exampleKey(1))]],
          ['configmaps', [keyed('secretbox', 'a', exampleKey(1))]],
        ),
      },
    ],
    safe: [
      {
        name: 'two keys',
        manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), keyed('secretbox', 'b', exampleKey(2))),
      },
      {
        name: 'two keys for two resources',
        manifests: rules(
          ['secrets', [keyed('secretbox', 'a', exampleKey(1))]],
          ['configmaps', [keyed('secretbox', 'a', exampleKey(2))]],
        ),
      },
      { name: 'one key', manifests: configuration(keyed('secretbox', 'a', exampleKey(1))) },
    ],
  },
};
