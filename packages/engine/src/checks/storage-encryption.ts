// Whether the volumes that a StorageClass makes are encrypted at rest, as far as its parameters tell.
import { pointerSegment } from '@watertight/syntax';
import type { StorageClassFact } from '../facts/cluster.ts';

/**
 * `plain`: not encrypted. `provider-key`: encrypted, with a key of the cloud provider's choice. `encrypted`: with a key that
 * the class names, or by the driver itself. `unknown`: something outside the class decides.
 */
export interface EncryptionJudgement {
  readonly state: 'encrypted' | 'provider-key' | 'plain' | 'unknown';
  /** What decides it: a clause. */
  readonly because: string;
  /** Parameter that would encrypt, with a value when one is right for everybody. */
  readonly parameter?: string;
  readonly value?: string;
}

interface Driver {
  readonly provisioners: RegExp;
  readonly judge: (parameters: ReadonlyMap<string, string>) => EncryptionJudgement;
}

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true';

/** A driver with one switch that is off by default. */
function switchedBy(parameter: string): Driver['judge'] {
  return (parameters) =>
    isTrue(parameters.get(parameter))
      ? { state: 'encrypted', because: `${parameter} is true` }
      : { state: 'plain', because: `${parameter} is not true`, parameter, value: 'true' };
}

/** A cloud that always encrypts, with a key of its own unless the class names one. */
function alwaysUnlessKey(parameter: string, cloud: string): Driver['judge'] {
  return (parameters) =>
    (parameters.get(parameter) ?? '') === ''
      ? {
          state: 'provider-key',
          because: `${cloud} encrypts every disk with a key of its own, and ${parameter} names no other`,
          parameter,
        }
      : { state: 'encrypted', because: `${parameter} names a key` };
}

/** The account's default may encrypt as well, so only a written `false` is certain. */
function judgeEbs(parameters: ReadonlyMap<string, string>): EncryptionJudgement {
  const written = parameters.get('encrypted');
  const off = { parameter: 'encrypted', value: 'true' };
  if (written === undefined)
    return { state: 'unknown', because: "without the parameter encrypted the AWS account's default decides", ...off };
  if (!isTrue(written)) return { state: 'plain', because: 'encrypted is not true', ...off };
  return (parameters.get('kmsKeyId') ?? '') === ''
    ? { state: 'provider-key', because: "kmsKeyId names no key, so AWS uses the account's own", parameter: 'kmsKeyId' }
    : { state: 'encrypted', because: 'kmsKeyId names a key' };
}

const decidedBy =
  (what: string): Driver['judge'] =>
  () => ({ state: 'unknown', because: `${what} decides` });

/** Parameters as the drivers' own documentation names them. First match holds. */
const DRIVERS: readonly Driver[] = [
  { provisioners: /^(?:ebs\.csi\.(?:aws\.com|eks\.amazonaws\.com)|kubernetes\.io\/aws-ebs)$/, judge: judgeEbs },
  {
    provisioners: /^(?:pd\.csi\.storage\.gke\.io|kubernetes\.io\/gce-pd)$/,
    judge: alwaysUnlessKey('disk-encryption-kms-key', 'Google Cloud'),
  },
  {
    provisioners: /^(?:disk\.csi\.azure\.com|kubernetes\.io\/azure-disk)$/,
    judge: alwaysUnlessKey('diskEncryptionSetID', 'Azure'),
  },
  { provisioners: /(?:^|\.)(?:rbd|cephfs)\.csi\.ceph\.com$/, judge: switchedBy('encrypted') },
  { provisioners: /^driver\.longhorn\.io$/, judge: switchedBy('encrypted') },
  {
    provisioners: /^(?:pxd\.(?:portworx|openstorage)\.(?:com|org)|kubernetes\.io\/portworx-volume)$/,
    judge: switchedBy('secure'),
  },
  {
    provisioners:
      /^(?:(?:nfs|smb)\.csi\.k8s\.io|efs\.csi\.aws\.com|file\.csi\.azure\.com|filestore\.csi\.storage\.gke\.io|.*nfs.*)$/,
    judge: decidedBy('the file server'),
  },
  {
    provisioners:
      /^(?:kubernetes\.io\/no-provisioner|rancher\.io\/local-path|k8s\.io\/minikube-hostpath|docker\.io\/hostpath|hostpath\.csi\.k8s\.io|openebs\.io\/local|topolvm\.(?:io|cybozu\.com)|local\.csi\.openebs\.io)$/,
    judge: decidedBy("the node's disk"),
  },
  {
    provisioners: /^(?:cinder\.csi\.openstack\.org|kubernetes\.io\/cinder)$/,
    judge: decidedBy('the volume type of OpenStack'),
  },
  {
    provisioners: /^(?:csi\.vsphere\.vmware\.com|kubernetes\.io\/vsphere-volume)$/,
    judge: decidedBy('the storage policy of vSphere'),
  },
];

export function judgeStorageClass({ provisioner, parameters }: StorageClassFact): EncryptionJudgement {
  const driver = DRIVERS.find(({ provisioners }) => provisioners.test(provisioner));
  return (
    driver?.judge(parameters) ?? {
      state: 'unknown',
      because: `the provisioner ${provisioner || '(none)'} is not known`,
    }
  );
}

export function parameterPointer(parameter: string): string {
  return `/parameters/${pointerSegment(parameter)}`;
}
