// What the places of a node's file system hold, and how bad it is that a container sees them.
import type { Severity } from '../results/contract.ts';
import { isWithin } from './host-mounts.ts';

interface NodePlace {
  readonly path: string;
  readonly holds: string;
  readonly severity: Severity;
  /** Only writing there is a danger. */
  readonly write?: true;
  /** Only the directory itself and what is above it counts, not every subdirectory. */
  readonly itself?: true;
}

/** Worst first. Sources: kubeadm's, kubelet's, k3s', RKE2's, k0s' and MicroK8s' own file layouts. */
const PLACES: readonly NodePlace[] = [
  { path: '/', holds: 'all that the node and its pods hold', severity: 'critical', itself: true },
  { path: '/var/lib/etcd', holds: "etcd's data: every Secret of the cluster", severity: 'critical' },
  { path: '/etc/kubernetes', holds: "the cluster's keys and admin kubeconfigs", severity: 'critical' },
  { path: '/var/lib/rancher/k3s/server', holds: "the cluster's keys and data", severity: 'critical' },
  { path: '/var/lib/rancher/rke2/server', holds: "the cluster's keys and data", severity: 'critical' },
  { path: '/var/lib/k0s/pki', holds: "the cluster's keys", severity: 'critical' },
  { path: '/var/lib/minikube/certs', holds: "the cluster's keys", severity: 'critical' },
  { path: '/var/snap/microk8s/current', holds: "the cluster's keys and data", severity: 'critical' },
  { path: '/var/lib/kubelet/pods', holds: 'the Secrets and tokens of every pod on the node', severity: 'critical' },
  { path: '/var/lib/kubelet/pki', holds: "the kubelet's credentials", severity: 'critical' },
  {
    path: '/proc',
    holds: 'the environment and memory of every process of the node',
    severity: 'critical',
    itself: true,
  },
  { path: '/dev', holds: "the node's raw disks", severity: 'high', itself: true },
  { path: '/var/lib/docker', holds: 'the files and environment of every container', severity: 'high' },
  { path: '/var/lib/containerd', holds: 'the files and environment of every container', severity: 'high' },
  { path: '/var/lib/containers', holds: 'the files and environment of every container', severity: 'high' },
  { path: '/run/containerd', holds: 'the environment of every container', severity: 'high' },
  { path: '/root', holds: "root's kubeconfig, SSH keys and registry and cloud credentials", severity: 'high' },
  { path: '/home', holds: "the users' kubeconfigs, SSH keys and registry and cloud credentials", severity: 'high' },
  { path: '/etc/shadow', holds: "the node's password hashes", severity: 'high' },
  { path: '/etc/ssh', holds: "the node's SSH host keys", severity: 'high' },
  { path: '/etc/docker', holds: 'registry credentials', severity: 'high', itself: true },
  { path: '/var/lib/cloud', holds: "the node's provisioning data, often with bootstrap credentials", severity: 'high' },
  { path: '/var/log', holds: 'the logs of every pod', severity: 'medium' },
  { path: '/etc/cni', holds: 'network plugin credentials, and what the node executes as root', severity: 'high' },
  { path: '/etc/cron.d', holds: 'what the node executes as root', severity: 'high', write: true },
  { path: '/etc/systemd', holds: 'what the node executes as root', severity: 'high', write: true },
  { path: '/opt/cni/bin', holds: 'what the node executes as root', severity: 'high', write: true },
  { path: '/usr', holds: 'what the node executes as root', severity: 'high', write: true },
  { path: '/lib/modules', holds: "the kernel's modules", severity: 'high', write: true },
  {
    path: '/sys',
    holds: 'kernel settings that start programs on the node',
    severity: 'high',
    write: true,
    itself: true,
  },
];

/** Read by many programs, and public: certificates of authorities, time zones, the machine's name. */
const HARMLESS_READS: readonly string[] = [
  '/etc/localtime',
  '/etc/timezone',
  '/etc/os-release',
  '/etc/lsb-release',
  '/etc/machine-id',
  '/etc/hostname',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/etc/ssl/certs',
  '/etc/pki/tls/certs',
  '/etc/pki/ca-trust',
  '/etc/ca-certificates',
  '/usr',
  '/lib/modules',
  '/sys',
  '/run/udev',
  '/run/xtables.lock',
  '/etc/passwd',
  '/etc/group',
];

export interface PlaceJudgement {
  readonly severity: Severity;
  /** Clause: "which holds …"; empty when nothing in particular is known about the place. */
  readonly holds: string;
}

/** `undefined` when the container gains nothing by seeing the place. Paths must be normalised. */
export function judgePlace(path: string, readOnly: boolean): PlaceJudgement | undefined {
  const place = PLACES.find((known) => {
    if (known.write === true && readOnly) return false;
    return isWithin(known.path, path) || (known.itself !== true && isWithin(path, known.path));
  });
  if (place !== undefined) return { severity: place.severity, holds: place.holds };
  if (readOnly && HARMLESS_READS.some((harmless) => isWithin(path, harmless))) return undefined;
  return { severity: readOnly ? 'info' : 'low', holds: '' };
}
