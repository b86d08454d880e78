// Files that an API server does not start with, and why.
import { isStrict, minorOf, NEWEST_MINOR } from '@watertight/encryption';
import type { Check } from './check.ts';
import { configuration, exampleKey, IDENTITY, keyed, KMS, rules } from './encryption-manifest.ts';

const FIX =
  'Correct the place that is named, then check the file again with `watertight encryption lint` before any API server restarts.';

export const encryptionRefused: Check = {
  id: 'encryption-refused',
  title: 'An API server does not start with this EncryptionConfiguration',
  why: 'An API server that refuses the file does not start; with automatic reload it keeps the configuration that it had, so that a rotation that looks done has not begun. Both happen at the worst moment: at a restart after months, or on one control-plane node only. The file is decoded strictly since 1.31, and each list has rules of its own.',
  severity: 'critical',
  maps: {
    nsa: ['Encrypt data at rest'],
    attack: ['T1530', 'T1552.001'],
    stride: ['denial of service'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  *find({ encryptions, kubernetesVersion }) {
    const minor = minorOf(kubernetesVersion) ?? NEWEST_MINOR;
    for (const fact of encryptions) {
      for (const { pointer, reason, strict } of fact.faults) {
        if (strict === true && !isStrict(minor)) continue;
        const message = `An API server of 1.${minor} refuses the file: ${reason}.`;
        yield { result: 'fail', object: fact, pointer, message, fix: { summary: FIX } };
      }
    }
  },
  examples: {
    exposed: [
      {
        name: 'a key of the wrong length',
        manifests: configuration(keyed('secretbox', 'a', exampleKey(1, 16)), IDENTITY),
      },
      { name: 'a provider that is no field', manifests: configuration('aescbs: {}', KMS) },
      {
        name: 'KMS without apiVersion, which is v1',
        manifests: configuration('kms: {name: vault, endpoint: "unix:///run/kms/kms.sock"}'),
      },
      { name: 'a resource that an earlier rule takes', manifests: rules(['"*.*"', [KMS]], ['pods', [IDENTITY]]) },
    ],
    safe: [
      { name: 'a key of the right length', manifests: configuration(keyed('secretbox', 'a', exampleKey(1)), IDENTITY) },
      { name: 'a provider that is one', manifests: configuration('identity: {}', KMS) },
      { name: 'KMS v2', manifests: configuration(KMS) },
      { name: 'the wide rule last', manifests: rules(['configmaps', [IDENTITY]], ['"*.*"', [KMS]]) },
    ],
  },
};
