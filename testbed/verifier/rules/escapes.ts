// Re-derives the techniques F: from a container to its node.
import { containersOf, makersOf, nodesOf } from '../pods.ts';
import { kindOf, nameOf } from '../cluster.ts';
import { at, listAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { admitsPrivileged } from './pod-creation.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable, TechniqueRule } from './rule.ts';

/** Host folders whose content gives the node: the kubelet's, the runtime's, keys, processes, devices. */
const HOST_FOLDERS = [
  '/var/lib/kubelet',
  '/etc/kubernetes',
  '/var/lib/etcd',
  '/root',
  '/home',
  '/proc',
  '/sys',
  '/dev',
  '/run',
  '/var/run',
  '/etc',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/rancher',
  '/var/snap/microk8s',
  '/var/lib/minikube',
  '/etc/cni',
  '/opt/cni/bin',
  '/opt/cni',
  '/lib/modules',
  '/usr',
  '/bin',
  '/sbin',
  '/boot',
  '/var/spool/cron',
  '/var/log',
];
const SOCKETS = /(?:docker|containerd|crio|cri-dockerd|buildkitd|podman|frakti)[\w.-]*\.sock$|\/containerd$|\/crio$/;
const CAPABILITIES: ReadonlySet<string> = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'DAC_READ_SEARCH',
  'DAC_OVERRIDE',
  'SYS_RAWIO',
  'MKNOD',
  'BPF',
  'PERFMON',
  'SYS_BOOT',
  'SYS_CHROOT',
]);

function hostPaths(spec: Raw): readonly { readonly path: string; readonly writable: boolean }[] {
  return listAt(spec, 'volumes').flatMap((volume) => {
    const path = textAt(volume, 'hostPath', 'path');
    if (path === '') return [];
    const mounts = containersOf(spec)
      .flatMap((container) => [...listAt(container, 'volumeMounts'), ...listAt(container, 'volumeDevices')])
      .filter((mount) => textAt(mount, 'name') === textAt(volume, 'name'));
    return [{ path: path.replace(/(?<=.)\/+$/, ''), writable: mounts.some((mount) => at(mount, 'readOnly') !== true) }];
  });
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
const holdsOrIsIn = (path: string, folder: string): boolean => isWithin(path, folder) || isWithin(folder, path);

const isPrivileged = (spec: Raw): boolean =>
  containersOf(spec).some(
    (container) =>
      at(container, 'securityContext', 'privileged') === true ||
      at(container, 'securityContext', 'windowsOptions', 'hostProcess') === true,
  ) || at(spec, 'securityContext', 'windowsOptions', 'hostProcess') === true;

const capabilities = (spec: Raw): readonly string[] =>
  containersOf(spec)
    .flatMap((container) => textsAt(container, 'securityContext', 'capabilities', 'add'))
    .map((name) => name.replace(/^CAP_/, ''));

function seesProcesses(spec: Raw): boolean {
  if (at(spec, 'hostPID') !== true) return false;
  return containersOf(spec).some((container) => {
    const user = at(container, 'securityContext', 'runAsUser') ?? at(spec, 'securityContext', 'runAsUser');
    return (
      user === undefined ||
      user === 0 ||
      textsAt(container, 'securityContext', 'capabilities', 'add').includes('SYS_PTRACE')
    );
  });
}

function nodeFits(step: StepCase): boolean {
  if (step.to.kind !== 'node') return false;
  if (!isOwnDesign(step)) return nodesOf(step.cluster, step.step.from).has(step.to.name);
  return (
    step.to.name === '*' ||
    step.cluster.given.some(
      (object) =>
        (kindOf(object) === 'Node' && nameOf(object) === step.to.name) ||
        textAt(object, 'spec', 'nodeName') === step.to.name,
    )
  );
}

const isOwnDesign = (step: StepCase): boolean => step.from.kind === 'pod' && step.from.name === '*';

function escape(has: (spec: Raw, step: StepCase) => boolean, what: string): TechniqueRule {
  return {
    best: 'assumed',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'node'),
      ...unless(nodeFits(step), `${step.step.from} does not run on ${step.step.to}`),
      ...(isOwnDesign(step)
        ? unless(admitsPrivileged(step, step.from.namespace), 'the namespace refuses such a pod')
        : unless(
            makersOf(step.cluster, step.step.from).some(({ spec }) => has(spec, step)),
            `${step.step.from} has no ${what}`,
          )),
    ],
  };
}

function readsLogs(step: StepCase): boolean {
  const namespaces = ['', ...step.cluster.given.map((object) => textAt(object, 'metadata', 'namespace'))];
  return (
    namespaces.some((namespace) => step.canSome({ verbs: ['get'], resource: 'pods', subresource: 'log', namespace })) ||
    ['log', 'proxy'].some((subresource) => step.canSome({ verbs: ['get'], resource: 'nodes', subresource }))
  );
}

export const escapes: RuleTable = {
  F1: escape((spec) => isPrivileged(spec), 'privileged container'),
  F2: escape(
    (spec) => hostPaths(spec).some(({ path }) => HOST_FOLDERS.some((folder) => holdsOrIsIn(path, folder))),
    'telling host path',
  ),
  F3: escape(
    (spec) => hostPaths(spec).some(({ path }) => SOCKETS.test(path) || ['/run', '/var/run', '/'].includes(path)),
    'runtime socket',
  ),
  F4: {
    ...escape(
      (spec, step) =>
        hostPaths(spec).some(({ path, writable }) => writable && holdsOrIsIn(path, '/var/log')) && readsLogs(step),
      'writable /var/log with the right to read logs',
    ),
    join: true,
  },
  F5: escape((spec) => seesProcesses(spec), "view of the host's processes"),
  F6: escape((spec) => capabilities(spec).some((name) => CAPABILITIES.has(name)), 'telling capability'),
  F7: escape(
    (spec) =>
      hostPaths(spec).some(({ path }) => holdsOrIsIn(path, '/proc')) ||
      containersOf(spec).some((container) => textAt(container, 'securityContext', 'procMount') === 'Unmasked'),
    'open /proc',
  ),
  F8: escape((spec) => at(spec, 'hostNetwork') === true, 'host network'),
  F9: escape((spec) => at(spec, 'hostIPC') === true, 'host IPC'),
};
