// Re-derives the techniques F: from a container to its node.
import { kindOf, nameOf } from '../cluster.ts';
import { hostFolders, isWithin, mayBeRoot, overlaps } from '../host-paths.ts';
import type { HostFolder } from '../host-paths.ts';
import { containersOf, nodesOf, runningMakersOf } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { at, mapAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { admitsPrivileged } from './pod-creation.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable, TechniqueRule } from './rule.ts';

/** Host folders that disclose the node by being read as root. */
const READ = [
  '/var/lib/kubelet',
  '/proc',
  '/dev',
  '/root',
  '/home',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/rancher',
  '/var/snap/microk8s',
  '/var/lib/minikube',
  '/etc/kubernetes',
  '/run/containerd',
  '/run/crio',
];
/** Host folders from which the node executes, or takes what it executes. */
const EXECUTED = [
  '/etc',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/boot',
  '/opt',
  '/sys',
  '/var/spool/cron',
  '/run',
  '/var/run',
  ...READ,
];
const SOCKETS = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/podman/podman.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/buildkit/buildkitd.sock',
  '/run/dockershim.sock',
];
const ALONE = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_RAWIO',
  'DAC_READ_SEARCH',
  'DAC_OVERRIDE',
  'MKNOD',
  'SYS_BOOT',
  'SYS_CHROOT',
]);

const isSandboxed = (spec: Raw): boolean =>
  /gvisor|runsc|kata|firecracker|sandbox/i.test(textAt(spec, 'runtimeClassName'));
const hasOwnUsers = (spec: Raw): boolean => at(spec, 'hostUsers') === false;

function isPrivileged(spec: Raw): boolean {
  const containers = containersOf(spec);
  const isHostProcess = [spec, ...containers].some(
    (part) => at(part, 'securityContext', 'windowsOptions', 'hostProcess') === true,
  );
  return (
    isHostProcess ||
    (containers.some((container) => at(container, 'securityContext', 'privileged') === true) && !hasOwnUsers(spec))
  );
}

const added = (container: unknown): readonly string[] =>
  textsAt(container, 'securityContext', 'capabilities', 'add').map((name) => name.replace(/^CAP_/, ''));

function holdsCapability(spec: Raw): boolean {
  return (
    !hasOwnUsers(spec) &&
    containersOf(spec).some((container) => {
      const names = added(container);
      const traces = names.includes('SYS_PTRACE') && at(spec, 'hostPID') === true;
      const programs = names.includes('BPF') && names.includes('PERFMON');
      return mayBeRoot(spec, container) && (traces || programs || names.some((name) => ALONE.has(name)));
    })
  );
}

function seesProcesses(spec: Raw): boolean {
  return (
    at(spec, 'hostPID') === true &&
    containersOf(spec).some((container) => mayBeRoot(spec, container) || added(container).includes('SYS_PTRACE'))
  );
}

const tells = ({ path, writable, asRoot }: HostFolder): boolean =>
  asRoot &&
  (READ.some((folder) => overlaps(path, folder)) || (writable && EXECUTED.some((folder) => overlaps(path, folder))));

const showsSocket = ({ path }: HostFolder): boolean =>
  SOCKETS.some((socket) => isWithin(socket, path.replace(/^\/var\/run(?=\/|$)/, '/run')));

function setsKernel(spec: Raw, folders: readonly HostFolder[]): boolean {
  const unmasked =
    !hasOwnUsers(spec) &&
    containersOf(spec).some(
      (container) => textAt(container, 'securityContext', 'procMount') === 'Unmasked' && mayBeRoot(spec, container),
    );
  return (
    unmasked || folders.some(({ path, writable, asRoot }) => writable && asRoot && overlaps(path, '/proc/sys/kernel'))
  );
}

/** The folder of the pods' logs with the right to read a pod's log, or any folder of logs with the right to read the node's. */
function followsLinks(step: StepCase, folders: readonly HostFolder[]): boolean {
  const writable = folders.filter((folder) => folder.writable).map(({ path }) => path);
  const namespaces = new Set(['', ...step.cluster.given.map((object) => textAt(object, 'metadata', 'namespace'))]);
  const podLogs = [...namespaces].some((namespace) =>
    step.canSome({ verbs: ['get'], resource: 'pods', subresource: 'log', namespace }),
  );
  const nodeLogs = ['log', 'proxy'].some((subresource) =>
    step.canSome({ verbs: ['get'], resource: 'nodes', subresource }),
  );
  return (
    (podLogs && writable.some((path) => overlaps(path, '/var/log/pods') || overlaps(path, '/var/log/containers'))) ||
    (nodeLogs && writable.some((path) => overlaps(path, '/var/log')))
  );
}

const isOwnDesign = (step: StepCase): boolean => step.from.kind === 'pod' && step.from.name === '*';

function nodeFits(step: StepCase): boolean {
  const { name } = step.to;
  if (!isOwnDesign(step)) return nodesOf(step.cluster, step.step.from).has(name);
  return (
    name === '*' ||
    step.cluster.given.some(
      (object) => (kindOf(object) === 'Node' && nameOf(object) === name) || textAt(object, 'spec', 'nodeName') === name,
    )
  );
}

type Escape = (maker: PodMaker, folders: readonly HostFolder[], step: StepCase) => boolean;

function makerHas(step: StepCase, has: Escape): boolean {
  return runningMakersOf(step.cluster, step.step.from).some((maker) =>
    has(maker, hostFolders(step.cluster, maker), step),
  );
}

function escape(what: string, has: Escape): TechniqueRule {
  return {
    best: 'assumed',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'node'),
      ...unless(nodeFits(step), `${step.step.from} does not run on ${step.step.to}`),
      ...(isOwnDesign(step)
        ? unless(admitsPrivileged(step, step.from.namespace), 'the namespace refuses such a pod')
        : unless(makerHas(step, has), `${step.step.from} has no ${what}`)),
    ],
  };
}

const toNode = escape('telling host path', (_, folders) => folders.some(tells));

/** On the control plane: etcd's data is every Secret, the keys are every identity. */
function toControlPlane(step: StepCase): readonly string[] {
  const folder = step.to.kind === 'secret' ? '/var/lib/etcd' : '/etc/kubernetes/pki';
  const isKnown = step.to.kind === 'secret' || step.step.to === 'group:system:masters';
  const nodes = [...nodesOf(step.cluster, step.step.from)].map((name) => step.cluster.find(`node:${name}`));
  const isWorker =
    nodes.length > 0 &&
    nodes.every(
      (node) => node !== undefined && !mapAt(node, 'metadata', 'labels').has('node-role.kubernetes.io/control-plane'),
    );
  const sees = makerHas(step, (_, folders) => folders.some(({ path, asRoot }) => asRoot && overlaps(path, folder)));
  return unless(isKnown && sees && !(step.to.kind === 'group' && isWorker), `${step.step.from} sees no ${folder}`);
}

export const escapes: RuleTable = {
  F1: escape('privileged container', ({ spec }) => isPrivileged(spec) && !isSandboxed(spec)),
  F2: { ...toNode, check: (step) => (step.to.kind === 'node' ? toNode.check(step) : toControlPlane(step)) },
  F3: escape('runtime socket', ({ spec }, folders) => folders.some(showsSocket) && !isSandboxed(spec)),
  F4: {
    ...escape('writable log folder with the right to read logs', (_, folders, step) => followsLinks(step, folders)),
    join: true,
  },
  F5: escape('view of the processes of its node', ({ spec }) => seesProcesses(spec) && !isSandboxed(spec)),
  F6: escape('telling capability', ({ spec }) => holdsCapability(spec) && !isSandboxed(spec)),
  F7: escape('open kernel settings', ({ spec }, folders) => setsKernel(spec, folders) && !isSandboxed(spec)),
  F8: {
    best: 'assumed',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'network'),
      ...unless(
        makerHas(step, ({ spec }) => at(spec, 'hostNetwork') === true),
        `${step.step.from} has a network of its own`,
      ),
    ],
  },
  F9: {
    best: 'assumed',
    relation: true,
    check: (step) => {
      const shares = (position: string): boolean =>
        runningMakersOf(step.cluster, position).some(({ spec }) => at(spec, 'hostIPC') === true);
      const together = !nodesOf(step.cluster, step.step.from).isDisjointFrom(nodesOf(step.cluster, step.step.to));
      return unless(shares(step.step.from) && shares(step.step.to) && together, 'the two share no memory');
    },
  },
};
