// Re-derives the techniques D: a pod of one's own design, made directly or through a controller.
import { groupOf, kindOf, nameOf, namespaceOf } from '../cluster.ts';
import type { StepCase } from '../step-case.ts';
import { createsSome } from './free-names.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable, Window } from './rule.ts';

/** Kinds whose controllers make pods of a template, by resource: group, and whether the template of an existing object may change. */
const MAKERS: ReadonlyMap<string, { readonly kind: string; readonly group: string; readonly changes: boolean }> =
  new Map([
    ['deployments', { kind: 'deployment', group: 'apps', changes: true }],
    ['daemonsets', { kind: 'daemonset', group: 'apps', changes: true }],
    ['statefulsets', { kind: 'statefulset', group: 'apps', changes: true }],
    ['replicasets', { kind: 'replicaset', group: 'apps', changes: true }],
    ['replicationcontrollers', { kind: 'replicationcontroller', group: '', changes: true }],
    ['jobs', { kind: 'job', group: 'batch', changes: false }],
    ['cronjobs', { kind: 'cronjob', group: 'batch', changes: true }],
  ]);

/** Last minor version that served workloads in the group `extensions`. */
const LAST_EXTENSIONS = '1.15';

const WRITES = ['create', 'update', 'patch'];

/** A Secret, account, claim or ConfigMap of the namespace, or the pod itself on its way to the node. */
function target(step: StepCase): readonly string[] {
  return endsAt(step, 'secret', 'serviceaccount', 'persistentvolumeclaim', 'configmap', 'pod');
}

function createsPods(step: StepCase): boolean {
  return createsSome(step, { resource: 'pods', namespace: step.to.namespace, kind: 'pod' });
}

/** Creates a workload, or changes one that the input holds. */
function writesMaker(step: StepCase): boolean {
  const { resource = '', group = '', verb = '' } = step.request ?? {};
  const maker = MAKERS.get(resource);
  const namespace = step.to.namespace;
  if (maker === undefined || (group !== maker.group && group !== 'extensions')) return false;
  if (verb === 'create') return createsSome(step, { resource, group, namespace, kind: maker.kind });
  return (
    maker.changes &&
    step.cluster.given.some(
      (object) =>
        kindOf(object).toLowerCase() === maker.kind &&
        namespaceOf(object) === namespace &&
        step.can({ verbs: ['update', 'patch'], group, resource, namespace, name: nameOf(object) }),
    )
  );
}

/** Creates a custom object, or changes one of the group that the input holds. */
function writesCustom(step: StepCase): boolean {
  const { group = '', verb = '', namespace = '', resource = '', name = '' } = step.request ?? {};
  const objects = step.cluster.given.filter(
    (object) => groupOf(object) === group && namespaceOf(object) === step.to.namespace,
  );
  const isOne = group.includes('.') && WRITES.includes(verb) && (namespace === step.to.namespace || namespace === '');
  if (!isOne || !step.requestAllowed()) return false;
  if (verb !== 'create') return objects.length > 0;
  // A POST carries no name: one that does is server-side apply, of a name that is free.
  return (
    name === '' ||
    (objects.every((object) => nameOf(object) !== name) &&
      step.can({ verbs: ['patch'], group, resource, namespace, name }))
  );
}

/** An account must exist for a pod to run as it; one that only a binding names makes the step no better than conditional. */
export const podCreation: RuleTable = {
  D1: {
    best: 'conditional',
    check: (step) => [...target(step), ...unless(createsPods(step), 'may not create pods there')],
  },
  D2: {
    best: 'conditional',
    window: (step): Window => (step.request?.group === 'extensions' ? { until: LAST_EXTENSIONS } : {}),
    check: (step) => [
      ...target(step),
      ...unless(writesMaker(step), 'may not write a workload there'),
      ...unless(
        step.request?.group !== 'extensions' || step.cluster.version !== '',
        'no supported version serves the group extensions',
      ),
    ],
  },
  D3: {
    best: 'conditional',
    check: (step) => [...target(step), ...unless(writesCustom(step), 'may not write a custom object there')],
  },
};

/** True when a pod in the namespace may be privileged: no Pod Security label of baseline or restricted. */
export function admitsPrivileged(step: StepCase, namespace: string): boolean {
  const level = step.cluster.labelsOfNamespace(namespace).get('pod-security.kubernetes.io/enforce');
  return level !== 'baseline' && level !== 'restricted';
}
