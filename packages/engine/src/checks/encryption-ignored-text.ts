// Fields that an API server before 1.31 does not know, and passes over.
import { isStrict, minorOf } from '@watertight/encryption';
import type { Check } from './check.ts';
import { configuration, IDENTITY, KMS } from './encryption-manifest.ts';
import { documents } from './example-manifests.ts';

const node = (version: string): string => `apiVersion: v1
kind: Node
metadata: {name: worker}
status: {nodeInfo: {kubeletVersion: ${version}}}
`;

export const encryptionIgnoredText: Check = {
  id: 'encryption-ignored-text',
  title: 'Part of an EncryptionConfiguration is not read',
  why: 'Before 1.31, an API server passed over fields that it does not know, such as one that is misspelt, and took the last of repeated ones: what is written there has no effect, and nothing says so. Of several documents in one file, every version reads the first one only.',
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
  *find({ encryptions, kubernetesVersion }) {
    const minor = minorOf(kubernetesVersion);
    if (minor === undefined || isStrict(minor)) return;
    for (const fact of encryptions) {
      for (const { pointer, reason, strict } of fact.faults) {
        if (strict !== true) continue;
        const message = `An API server of 1.${minor} ignores this without a word: ${reason}. 1.31 and newer refuse the file.`;
        const fix = { summary: 'Correct the spelling, or take the field out.' };
        yield { result: 'fail', object: fact, pointer, message, fix };
      }
    }
  },
  examples: {
    exposed: [
      {
        name: 'a field that is not known',
        manifests: documents(configuration(KMS.replace('}', ', timeOut: 3s}')), node('v1.30.4')),
      },
      {
        name: 'a provider that is none, beside one that is',
        manifests: documents(configuration('{identity: {}, aescbs: {}}', KMS), node('v1.29.0')),
      },
    ],
    safe: [
      {
        name: 'the field that was meant',
        manifests: documents(configuration(KMS.replace('}', ', timeout: 3s}')), node('v1.30.4')),
      },
      {
        name: 'a version that refuses it',
        manifests: documents(configuration(KMS.replace('}', ', timeOut: 3s}')), node('v1.31.0')),
      },
      { name: 'one provider', manifests: documents(configuration(IDENTITY, KMS), node('v1.29.0')) },
    ],
  },
};
