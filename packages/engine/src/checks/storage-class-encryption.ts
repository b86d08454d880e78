// StorageClasses whose volumes are not encrypted, or with no key of one's own.
import type { StorageClassFact } from '../facts/cluster.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch, type Operation } from './patch.ts';
import { kubectlShow } from './shell-command.ts';
import { type EncryptionJudgement, judgeStorageClass, parameterPointer } from './storage-encryption.ts';

const SEVERITY: Readonly<Record<Exclude<EncryptionJudgement['state'], 'encrypted'>, Severity>> = {
  plain: 'medium',
  unknown: 'low',
  'provider-key': 'info',
};

function change({ parameters }: StorageClassFact, { parameter, value }: EncryptionJudgement): Operation[] {
  if (parameter === undefined || value === undefined) return [];
  return [
    parameters.size === 0
      ? { op: 'add', path: '/parameters', value: { [parameter]: value } }
      : { op: 'add', path: parameterPointer(parameter), value },
  ];
}

function failureOf(storageClass: StorageClassFact): Failure | undefined {
  const judgement = judgeStorageClass(storageClass);
  const { state, because, parameter } = judgement;
  if (state === 'encrypted') return undefined;
  const says = {
    plain: 'makes volumes that are not encrypted',
    unknown: 'does not say whether its volumes are encrypted',
    'provider-key': 'encrypts with no key of your own',
  };
  const show = kubectlShow(storageClass, '/parameters');
  return {
    result: state === 'unknown' ? 'unknown' : 'fail',
    object: storageClass,
    pointer:
      parameter !== undefined && storageClass.parameters.has(parameter) ? parameterPointer(parameter) : '/provisioner',
    message: `StorageClass ${storageClass.name} ${says[state]}: ${because}.`,
    severity: SEVERITY[state],
    fix: {
      summary:
        'Make a StorageClass that encrypts with a key of your own; parameters cannot be changed in place, and existing volumes keep theirs until they are copied.',
      ...jsonPatch(storageClass, change(storageClass, judgement)),
      ...(show === undefined ? {} : { commands: [show] }),
    },
  };
}

const storageClass = (provisioner: string, parameters: string): string => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: standard
provisioner: ${provisioner}
parameters: ${parameters}
`;

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/example';

export const storageClassEncryption: Check = {
  id: 'storage-class-encryption',
  title: 'A StorageClass makes unencrypted volumes',
  why: "Databases, queues and backups keep on volumes what was a Secret or personal data before. Whoever reads the disk, its snapshot or a discarded drive reads it, unless the volume is encrypted with a key kept elsewhere. Each driver has its own parameter for that, most are off by default, and a cloud's own key protects against thieves of disks but not against readers of the account.",
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data at rest'],
    attack: ['T1530', 'T1005'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek',
    'https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys',
    'https://longhorn.io/docs/latest/advanced-resources/security/volume-encryption/',
    'https://docs.portworx.com/portworx-enterprise/3.1/shared/key-management-enc-storage-class-spec',
    'https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md',
  ],
  *find({ storageClasses }) {
    for (const fact of storageClasses) {
      const failure = failureOf(fact);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      {
        name: 'EBS, switched off',
        manifests: storageClass('ebs.csi.aws.com', `{encrypted: "false", kmsKeyId: "${KEY}"}`),
      },
      { name: 'EBS, left to the account', manifests: storageClass('ebs.csi.aws.com', '{type: gp3}') },
      { name: 'Ceph through Rook', manifests: storageClass('rook-ceph.rbd.csi.ceph.com', '{pool: replicapool}') },
      { name: 'Longhorn', manifests: storageClass('driver.longhorn.io', '{numberOfReplicas: "3"}') },
      { name: "a cloud's own key", manifests: storageClass('pd.csi.storage.gke.io', '{type: pd-ssd}') },
      { name: 'a provisioner that is not known', manifests: storageClass('storage.example.com', '{type: fast}') },
    ],
    safe: [
      { name: 'EBS with a key', manifests: storageClass('ebs.csi.aws.com', `{encrypted: "true", kmsKeyId: "${KEY}"}`) },
      {
        name: 'Ceph, encrypted',
        manifests: storageClass('rook-ceph.rbd.csi.ceph.com', '{pool: replicapool, encrypted: "true"}'),
      },
      {
        name: 'Longhorn, encrypted',
        manifests: storageClass('driver.longhorn.io', '{numberOfReplicas: "3", encrypted: "true"}'),
      },
      {
        name: "Google's disk with a key",
        manifests: storageClass(
          'pd.csi.storage.gke.io',
          '{type: pd-ssd, disk-encryption-kms-key: projects/p/locations/l/keyRings/r/cryptoKeys/k}',
        ),
      },
    ],
  },
};
