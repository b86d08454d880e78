// Backup jobs that write a dump of etcd or a database in plain text, and backup locations without encryption.
import type { CustomFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { Container, PodSpec, Volume } from '../facts/workload.ts';
import { type Dump, dumpIn, encrypts } from './backup-commands.ts';
import type { Check, Failure } from './check.ts';
import { commandText, namesPath } from './command-text.ts';
import { cronJobManifest, documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import { containerName, podFailures, type PodHit, type PodJudge } from './pod-check.ts';
import { judgeStorageClass } from './storage-encryption.ts';

type Verdict = { readonly plain: string } | { readonly unknown: string } | 'encrypted';

/** How what is written to the volume lies on its disk. */
function judgeVolume(facts: Facts, namespace: string, volume: Volume): Verdict {
  if (volume.type === 'hostPath') return { plain: `to ${volume.hostPath ?? ''} of the node` };
  if (volume.type === 'nfs') return { plain: `to the NFS share ${volume.nfs?.server ?? ''}` };
  if (volume.claim === undefined) return 'encrypted';
  const claim = facts.claims.find(({ name, namespace: own }) => name === volume.claim && own === namespace);
  const storageClass = facts.storageClasses.find(({ name }) => name === claim?.storageClass);
  if (storageClass === undefined)
    return { unknown: `to the claim ${volume.claim}, whose StorageClass the input does not hold` };
  const { state, because } = judgeStorageClass(storageClass);
  if (state === 'encrypted' || state === 'provider-key') return 'encrypted';
  return state === 'plain'
    ? { plain: `to the claim ${volume.claim}, where ${because}` }
    : { unknown: `to the claim ${volume.claim}, where ${because}` };
}

function hit(container: Container, dump: Dump, verdict: Exclude<Verdict, 'encrypted'>): PodHit {
  const where = 'plain' in verdict ? verdict.plain : verdict.unknown;
  const pointer = container.command.length > 0 ? `${container.pointer}/command` : `${container.pointer}/args`;
  const what = `${containerName(container)} writes ${dump.program}, which holds ${dump.holds}, ${where}`;
  return 'plain' in verdict
    ? { pointer, what, severity: dump.severity }
    : { pointer, what, severity: 'low', unknown: true };
}

function judgeWith(facts: Facts): PodJudge {
  return (spec: PodSpec, { namespace }): PodHit[] => {
    if (spec.containers.some((container) => encrypts(commandText(container)))) return [];
    return spec.containers.flatMap((container) => {
      const text = commandText(container);
      const dump = dumpIn(text);
      if (dump === undefined) return [];
      const targets = container.mounts.filter(({ mountPath, readOnly }) => !readOnly && namesPath(text, mountPath));
      const volumes = spec.volumes.filter(({ name }) => targets.some((mount) => mount.volume === name));
      return volumes.flatMap((volume) => {
        const verdict = judgeVolume(facts, namespace, volume);
        return verdict === 'encrypted' ? [] : [hit(container, dump, verdict)];
      });
    });
  };
}

/** Velero's plugins take their settings under `spec.config`; buckets may encrypt by themselves, so this is not certain. */
function locationFailure(location: CustomFact): Failure | undefined {
  if (location.objectKind !== 'BackupStorageLocation' || location.group !== 'velero.io') return undefined;
  const setting = (name: string): string => location.fields.get(`/spec/config/${name}`) ?? '';
  if (
    ['serverSideEncryption', 'kmsKeyId', 'kmsKeyName', 'customerKeyEncryptionFile', 'customerKeyEncryptionSecret'].some(
      (name) => setting(name) !== '',
    )
  )
    return undefined;
  if (/azure/i.test(location.fields.get('/spec/provider') ?? '')) return undefined;
  const plain = setting('s3Url').startsWith('http://');
  return {
    result: plain ? 'fail' : 'unknown',
    object: location,
    pointer: plain ? '/spec/config/s3Url' : '/spec',
    message: `BackupStorageLocation ${location.name} asks for no encryption${plain ? ', and sends backups over plain HTTP' : "; the bucket's own setting decides"}: a backup holds the Secrets of every namespace in it, decrypted.`,
    severity: plain ? 'high' : 'medium',
    fix: {
      summary:
        'Set serverSideEncryption: aws:kms and kmsKeyId (kmsKeyName on Google Cloud) under spec.config, with a key that few may use.',
      ...jsonPatch(location, []),
    },
  };
}

const job = (command: string, volume: string): string =>
  cronJobManifest(`
containers:
- name: backup
  image: registry.example/backup:1
  command: [sh, -c, "${command}"]
  volumeMounts:
  - {name: backup, mountPath: /backup}
volumes:
- name: backup
  ${volume}`);

const SAVE = 'etcdctl --endpoints=https://127.0.0.1:2379 snapshot save /backup/etcd.db';
const DUMP = 'pg_dump shop > /backup/shop.sql';
const CLAIM = 'persistentVolumeClaim: {claimName: backup}';

const stored = (encrypted: string): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: backup, namespace: shop}
spec: {accessModes: [ReadWriteOnce], storageClassName: backup, resources: {requests: {storage: 1Gi}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: backup}
provisioner: driver.longhorn.io
parameters: {encrypted: "${encrypted}"}
`;

const location = (config: string): string => `apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec:
  provider: aws
  objectStorage: {bucket: backups}
  config: ${config}
`;

export const backupUnencrypted: Check = {
  id: 'backup-unencrypted',
  title: 'A backup is written in plain text',
  why: 'A snapshot of etcd holds every Secret of the cluster, in plain text unless the API server encrypts at rest; a Velero backup holds them decrypted in any case; a database dump holds what the application protects. Whoever reads the directory, the share or the bucket needs no right in the cluster, and old backups keep old credentials.',
  severity: 'high',
  maps: {
    nsa: ['Encrypt data at rest', 'Further limit access to etcd'],
    attack: ['T1530', 'T1005', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://velero.io/docs/main/api-types/backupstoragelocation/',
  ],
  *find(facts) {
    yield* podFailures(facts, judgeWith(facts), {
      consequence: 'Whoever reads that place reads it without any right in the cluster.',
      fix: 'Encrypt before writing, with a key that is not kept beside the backup (`| age -r RECIPIENT`), or write to an encrypted volume; restrict and expire old backups.',
    });
    for (const fact of facts.customs) {
      const failure = locationFailure(fact);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'etcd to a directory of the node', manifests: job(SAVE, 'hostPath: {path: /var/backups}') },
      { name: 'a database to an unencrypted claim', manifests: documents(job(DUMP, CLAIM), stored('false')) },
      { name: 'a database to a claim that is not in the input', manifests: job(DUMP, CLAIM) },
      { name: 'Velero without encryption', manifests: location('{region: eu-west-1}') },
      {
        name: 'Velero over plain HTTP',
        manifests: location('{region: eu-west-1, s3Url: "http://minio.example:9000"}'),
      },
    ],
    safe: [
      {
        name: 'encrypted before it is written',
        manifests: job(
          `${SAVE} && age -r age1example -o /backup/etcd.age /backup/etcd.db`,
          'hostPath: {path: /var/backups}',
        ),
      },
      { name: 'to an encrypted claim', manifests: documents(job(DUMP, CLAIM), stored('true')) },
      { name: 'no backup', manifests: job('ls /backup', 'hostPath: {path: /var/backups}') },
      {
        name: 'Velero with a key',
        manifests: location('{region: eu-west-1, serverSideEncryption: aws:kms, kmsKeyId: alias/backup}'),
      },
    ],
  },
};
