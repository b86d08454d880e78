// Re-derives L4 and L5: who is given a container's log in which `detect` found a credential.
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { hostFolders, isWithin } from '../host-paths.ts';
import { requestName } from '../path.ts';
import { nodesOf, positionOf, runningMakersOf } from '../pods.ts';
import { listAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

interface FoundLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Place in its document. */
  readonly pointer: string;
  /** Of the pod; `*` when neither it nor any of its kin is bound, empty when it is not known at all. */
  readonly node: string;
  /** What the log is called after. */
  readonly owner: string;
}

/** Where runtimes write: Docker below its own folder. */
const FOLDERS = ['/var/log/pods', '/var/lib/docker/containers'];
const CREDENTIALS = ['password', 'token', 'private-key', 'connection-string'];

/** Findings of credentials in logs, by the raw documents. */
function foundLogs(cluster: Cluster): FoundLog[] {
  return cluster.all('detect').flatMap((document) =>
    listAt(document, 'findings').flatMap((finding, index) => {
      const [container = '', log, pod = '', owner = ''] = textAt(finding, 'file').split('/').toReversed();
      const isLog = log === 'log' && owner.startsWith('pod:') && CREDENTIALS.includes(textAt(finding, 'class'));
      const namespace = owner.slice('pod:'.length);
      return isLog
        ? [{ namespace, pod, container, pointer: `/findings/${index}`, ...placed(cluster, namespace, pod) }]
        : [];
    }),
  );
}

function placed(cluster: Cluster, namespace: string, name: string): Pick<FoundLog, 'node' | 'owner'> {
  const id = `pod:${namespace}/${name}`;
  const pod = cluster.find(id);
  if (pod === undefined) return { node: '', owner: id };
  const owner = positionOf(cluster, pod);
  const node = textAt(pod, 'spec', 'nodeName') || (nodesOf(cluster, owner).has('*') ? '*' : '');
  return { node, owner };
}

/** The cited finding is of the log that the step leads to. */
function citedLogs(step: StepCase): FoundLog[] {
  const hash = step.step.to.indexOf('#log/');
  const [owner, container] = [step.step.to.slice(0, hash), step.step.to.slice(hash + '#log/'.length)];
  return foundLogs(step.cluster).filter(
    (log) =>
      log.owner === owner &&
      log.container === container &&
      step.step.evidence.some(({ object, pointer }) => object.startsWith('file:') && pointer === log.pointer),
  );
}

/** The request is for this log, or for the folder or the API of the kubelet that keeps it. */
function asksFor(step: StepCase, { namespace, pod, node }: FoundLog): boolean {
  const { request } = step;
  if (request === undefined) return step.isMaster;
  const name = requestName(request);
  const isGet = request.verb === 'get' && (request.group ?? '') === '';
  if (request.resource === 'pods')
    return isGet && request.subresource === 'log' && request.namespace === namespace && (name === '' || name === pod);
  const isKept = name === '' || name === node;
  return isGet && request.resource === 'nodes' && ['log', 'proxy'].includes(request.subresource ?? '') && isKept;
}

/** A running pod of the workload on the node mounts the folder of logs, or one above it, as root. */
function mountsLogs(step: StepCase, node: string): boolean {
  const makers = runningMakersOf(step.cluster, step.step.from);
  const isUnbound = nodesOf(step.cluster, step.step.from).has('*');
  return makers.some((maker) => {
    const own = kindOf(maker.object) === 'Pod' ? textAt(maker.spec, 'nodeName') : '';
    const isEverywhere = isUnbound && kindOf(maker.object) === 'DaemonSet' && node !== '';
    const isThere = isEverywhere || (node === '*' ? isUnbound : own === node);
    return (
      isThere &&
      hostFolders(step.cluster, maker).some(
        ({ path, asRoot }) => asRoot && FOLDERS.some((folder) => isWithin(folder, path)),
      ) &&
      step.step.evidence.some(
        ({ object }) =>
          object === `${kindOf(maker.object).toLowerCase()}:${namespaceOf(maker.object)}/${nameOf(maker.object)}`,
      )
    );
  });
}

export const logs: RuleTable = {
  L4: {
    best: (step) =>
      step.request?.resource === 'nodes' && step.request.subresource === 'log' ? 'conditional' : 'certain',
    check: (step) =>
      unless(
        citedLogs(step).some((log) => asksFor(step, log)),
        `the request does not answer with ${step.step.to}`,
      ),
  },
  L5: {
    best: 'assumed',
    relation: true,
    check: (step) =>
      unless(
        citedLogs(step).some(({ node }) =>
          step.from.kind === 'node' ? node !== '' && node === step.from.name : mountsLogs(step, node),
        ),
        `${step.step.from} keeps no ${step.step.to}`,
      ),
  },
};
