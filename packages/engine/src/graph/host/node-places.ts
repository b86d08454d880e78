// What the places of a node's file system hold, and how bad it is that a container sees them.
import type { Severity } from '../../results/contract.ts';
import { isWithin } from './host-mounts.ts';

/** What a process on the host side of a place is worth: the kubelet's credential and what its pods use, or root. */
export type Worth = 'identity' | 'root';

interface NodePlace {
  readonly path: string;
  readonly holds: string;
  readonly severity: Severity;
  /** Only writing there is a danger. */
  readonly write?: true;
  /** Only the directory itself and what is above it counts, not every subdirectory. */
  readonly itself?: true;
  /** What reading, and what writing, gives of the node; absent where it gives none of it. */
  readonly reading?: Worth;
  readonly writing?: Worth;
  /** A home directory: in it, only hidden directories hold credentials. */
  readonly home?: true;
  /** What it gives of the whole cluster on a node of the control plane: every Secret, or keys that sign any identity. */
  readonly cluster?: 'secrets' | 'keys';
}

const EXECUTES = 'what the node executes as root';
const CLUSTER_KEYS = "the cluster's keys";
const CONTAINER_FILES = 'the files and environment of every container';

/** Worst first. Sources: kubeadm's, kubelet's, k3s', RKE2's, k0s' and MicroK8s' own file layouts. */
const PLACES: readonly NodePlace[] = [
  {
    path: '/',
    holds: 'all that the node and its pods hold',
    severity: 'critical',
    itself: true,
    reading: 'root',
    writing: 'root',
  },
  {
    path: '/var/lib/etcd',
    holds: "etcd's data: every Secret of the cluster",
    severity: 'critical',
    cluster: 'secrets',
  },
  {
    path: '/etc/kubernetes',
    holds: "the cluster's keys and admin kubeconfigs",
    severity: 'critical',
    reading: 'identity',
    writing: 'root',
    cluster: 'keys',
  },
  { path: '/var/lib/rancher/k3s/server', holds: "the cluster's keys and data", severity: 'critical', cluster: 'keys' },
  { path: '/var/lib/rancher/rke2/server', holds: "the cluster's keys and data", severity: 'critical', cluster: 'keys' },
  { path: '/var/lib/k0s/pki', holds: CLUSTER_KEYS, severity: 'critical', cluster: 'keys' },
  { path: '/var/lib/minikube/certs', holds: CLUSTER_KEYS, severity: 'critical', cluster: 'keys' },
  {
    path: '/var/snap/microk8s/current',
    holds: "the cluster's keys and data",
    severity: 'critical',
    reading: 'identity',
    writing: 'root',
    cluster: 'keys',
  },
  {
    path: '/var/lib/kubelet/pods',
    holds: 'the Secrets and tokens of every pod on the node',
    severity: 'critical',
    reading: 'identity',
    writing: 'root',
  },
  {
    path: '/var/lib/kubelet/pki',
    holds: "the kubelet's credentials",
    severity: 'critical',
    reading: 'identity',
    writing: 'identity',
  },
  {
    path: '/proc',
    holds: 'the environment and memory of every process of the node',
    severity: 'critical',
    itself: true,
    reading: 'root',
    writing: 'root',
  },
  { path: '/dev', holds: "the node's raw disks", severity: 'high', itself: true, reading: 'root', writing: 'root' },
  {
    path: '/var/lib/rancher/k3s/agent',
    holds: "the kubelet's credentials",
    severity: 'high',
    reading: 'identity',
    writing: 'root',
  },
  {
    path: '/var/lib/rancher/rke2/agent',
    holds: "the kubelet's credentials",
    severity: 'high',
    reading: 'identity',
    writing: 'root',
  },
  { path: '/var/lib/docker', holds: CONTAINER_FILES, severity: 'high', reading: 'identity', writing: 'root' },
  { path: '/var/lib/containerd', holds: CONTAINER_FILES, severity: 'high', reading: 'identity', writing: 'root' },
  { path: '/var/lib/containers', holds: CONTAINER_FILES, severity: 'high', reading: 'identity', writing: 'root' },
  {
    path: '/run/containerd',
    holds: 'the environment of every container',
    severity: 'high',
    reading: 'identity',
    writing: 'root',
  },
  {
    path: '/root',
    holds: "root's kubeconfig, SSH keys and registry and cloud credentials",
    severity: 'high',
    reading: 'root',
    home: true,
    writing: 'root',
  },
  {
    path: '/home',
    holds: "the users' kubeconfigs, SSH keys and registry and cloud credentials",
    severity: 'high',
    reading: 'root',
    home: true,
    writing: 'root',
  },
  { path: '/etc/shadow', holds: "the node's password hashes", severity: 'high', writing: 'root' },
  { path: '/etc/ssh', holds: "the node's SSH host keys", severity: 'high', writing: 'root' },
  { path: '/etc/docker', holds: 'registry credentials', severity: 'high', itself: true, writing: 'root' },
  {
    path: '/var/lib/cloud',
    holds: "the node's provisioning data, often with bootstrap credentials",
    severity: 'high',
    writing: 'root',
  },
  { path: '/var/log', holds: 'the logs of every pod', severity: 'medium' },
  {
    path: '/etc/cni',
    holds: 'network plugin credentials, and what the node executes as root',
    severity: 'high',
    writing: 'root',
  },
  ...['/etc/cron.d', '/etc/systemd', '/var/spool/cron', '/opt/cni/bin', '/usr', '/bin', '/sbin', '/boot'].map(
    (path): NodePlace => ({ path, holds: EXECUTES, severity: 'high', write: true, writing: 'root' }),
  ),
  { path: '/lib/modules', holds: "the kernel's modules", severity: 'high', write: true, writing: 'root' },
  {
    path: '/sys',
    holds: 'kernel settings that start programs on the node',
    severity: 'high',
    write: true,
    itself: true,
    writing: 'root',
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

/** What a mount shows of a known place. */
export interface PlaceGain<G> {
  readonly gives: G;
  readonly holds: string;
  /** False where the mount is a directory far above the place: it shows the place only if that is there. */
  readonly named: boolean;
}

/** A user's home, or a hidden entry of it. */
const IN_HOME = /^\/(?:root|home\/[^/]+)(?:\/\..+)?$/;

function isShown({ path: place, itself, home }: NodePlace, path: string): boolean {
  if (isWithin(place, path)) return true;
  return itself !== true && isWithin(path, place) && (home !== true || IN_HOME.test(path));
}

/** What seeing the place is worth on any node; root before the kubelet's identity. Paths must be normalised. */
export function nodeGain(path: string, readOnly: boolean): PlaceGain<Worth> | undefined {
  let best: PlaceGain<Worth> | undefined;
  for (const place of PLACES) {
    const gives = readOnly ? place.reading : (place.writing ?? place.reading);
    if (gives === undefined || best?.gives === 'root' || !isShown(place, path)) continue;
    if (best === undefined || gives === 'root') best = { gives, holds: place.holds, named: isWithin(path, place.path) };
  }
  return best;
}

/** What seeing the place is worth on a node of the control plane. Paths must be normalised. */
export function clusterGains(path: string): PlaceGain<'secrets' | 'keys'>[] {
  return PLACES.flatMap((place) => {
    if (place.cluster === undefined || !isShown(place, path)) return [];
    return [{ gives: place.cluster, holds: place.holds, named: isWithin(path, place.path) }];
  });
}
