// Re-derives J2 from raw objects: written from the kubelet's own documentation of its configuration and its endpoints.
import { load } from 'js-yaml';
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { reaches } from '../network.ts';
import { isRunning, nodesOf, podMakers, positionOf, runningMakersOf } from '../pods.ts';
import { at, listAt, textAt } from '../raw.ts';
import { rbacAllows } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

/** Every configuration of kubelets in the input: kubeadm's, and files. */
function configurations(cluster: Cluster): readonly unknown[] {
  const inMaps = cluster
    .all('ConfigMap')
    .filter((map) => namespaceOf(map) === 'kube-system' && /^kubelet-config(-1\.\d+)?$/.test(nameOf(map)))
    .map((map) => load(textAt(map, 'data', 'kubelet')));
  return [...inMaps, ...cluster.all('KubeletConfiguration')];
}

const listens = (config: unknown): boolean =>
  at(config, 'enableServer') !== false && !/^(127\.|::1$)/.test(textAt(config, 'address'));

const numberAt = (config: unknown, key: string, absent: number): number => Number(at(config, key) ?? absent);

function mountsToken(step: StepCase): boolean {
  return runningMakersOf(step.cluster, step.step.from).some(
    ({ spec }) => at(spec, 'automountServiceAccountToken') !== false,
  );
}

const runs = (config: unknown): boolean => listens(config) && at(config, 'enableDebuggingHandlers') !== false;
const takesAnybody = (config: unknown): boolean => at(config, 'authentication', 'anonymous', 'enabled') === true;
const asksServer = (config: unknown): boolean => textAt(config, 'authorization', 'mode') !== 'AlwaysAllow';

/** With Webhook the kubelet asks the API server: POST is create and GET is get, on a subresource of nodes. */
function anonymousMay({ cluster }: StepCase, node: string, subresource: string, verbs: readonly string[]): boolean {
  const caller = callerOf('anonymous');
  const ask = { group: '', resource: 'nodes', subresource, namespace: '', name: node === '*' ? '' : node };
  return caller !== undefined && verbs.some((verb) => rbacAllows(cluster, caller, { verb, ...ask }));
}

/** Ports at which a kubelet runs commands for this caller. */
function commandPorts(config: unknown, step: StepCase, node: string): number[] {
  const byToken = at(config, 'authentication', 'webhook', 'enabled') !== false && mountsToken(step);
  const isLet = asksServer(config)
    ? takesAnybody(config) && anonymousMay(step, node, 'proxy', ['create', 'get'])
    : takesAnybody(config) || byToken;
  return runs(config) && isLet ? [numberAt(config, 'port', 10_250)] : [];
}

/** Ports at which it shows the specs of its pods. */
function specPorts(config: unknown, step: StepCase, node: string): number[] {
  const shows = runs(config) && asksServer(config) && takesAnybody(config) && anonymousMay(step, node, 'pods', ['get']);
  return [readOnlyPort(config), ...(shows ? [numberAt(config, 'port', 10_250)] : [])];
}

const readOnlyPort = (config: unknown): number => (listens(config) ? numberAt(config, 'readOnlyPort', 0) : 0);

/** Nodes on which the target's pods run. */
function nodesOfTarget({ cluster, step }: StepCase): ReadonlySet<string> {
  const [workload = ''] = step.to.split('#');
  const isThere = podMakers(cluster).some(
    (maker) => isRunning(maker) && kindOf(maker.object) !== '' && positionOf(cluster, maker.object) === workload,
  );
  return isThere ? nodesOf(cluster, workload) : new Set();
}

/** Blocks that no host of the internet has, as far as the examples go. */
const PRIVATE = /^(?:10\.|127\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|f[cd]|fe80)/;

/** From the internet to a node that has an address there; policies of plugins for nodes are not judged here. */
function comesTo(step: StepCase, node: string, port: number): boolean {
  if (step.step.from !== 'network:internet') return reaches(step, endOf(node), port);
  const [found] = step.cluster.all('Node').filter((one) => nameOf(one) === node);
  return listAt(found, 'status', 'addresses').some(
    (one) =>
      textAt(one, 'type') === 'ExternalIP' ||
      (textAt(one, 'type') === 'InternalIP' && !PRIVATE.test(textAt(one, 'address'))),
  );
}

export const kubelets: RuleTable = {
  J2: {
    best: 'conditional',
    relation: true,
    check: (step) => {
      const isCredential = step.step.to.includes('#');
      const isReached = [...nodesOfTarget(step)].some((node) =>
        configurations(step.cluster)
          .flatMap((config) => (isCredential ? specPorts : commandPorts)(config, step, node))
          .some((port) => port > 0 && comesTo(step, node, port)),
      );
      return unless(isReached, `${step.step.from} reaches no kubelet that gives ${step.step.to}`);
    },
  },
};

const endOf = (node: string): string => (node === '*' ? 'network:nodes' : `node:${node}`);
