// Re-derives J2 from raw objects: written from the kubelet's own documentation of its configuration and its endpoints.
import { load } from 'js-yaml';
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { reaches } from '../network.ts';
import { isRunning, nodesOf, podMakers, positionOf, runningMakersOf } from '../pods.ts';
import { at, textAt } from '../raw.ts';
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

/** Whom a kubelet that runs commands answers: its port, or nothing for this caller. */
function commandPort(config: unknown, step: StepCase): number {
  const isOpen =
    listens(config) &&
    at(config, 'enableDebuggingHandlers') !== false &&
    textAt(config, 'authorization', 'mode') === 'AlwaysAllow';
  const anybody = at(config, 'authentication', 'anonymous', 'enabled') === true;
  const byToken = at(config, 'authentication', 'webhook', 'enabled') !== false && mountsToken(step);
  return isOpen && (anybody || byToken) ? numberAt(config, 'port', 10_250) : 0;
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

export const kubelets: RuleTable = {
  J2: {
    best: 'conditional',
    relation: true,
    check: (step) => {
      const isCredential = step.step.to.includes('#');
      const isReached = [...nodesOfTarget(step)].some((node) =>
        configurations(step.cluster)
          .map((config) => (isCredential ? readOnlyPort(config) : commandPort(config, step)))
          .some((port) => port > 0 && reaches(step, endOf(node), port)),
      );
      return unless(isReached, `${step.step.from} reaches no kubelet that gives ${step.step.to}`);
    },
  },
};

const endOf = (node: string): string => (node === '*' ? 'network:nodes' : `node:${node}`);
