// Re-derives the techniques D: a pod of one's own design, made directly or through a controller.
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const BUILT_IN_MAKERS: readonly (readonly [string, readonly string[]])[] = [
  ['apps', ['deployments', 'daemonsets', 'statefulsets', 'replicasets']],
  ['batch', ['jobs', 'cronjobs']],
  ['', ['replicationcontrollers', 'podtemplates']],
  ['extensions', ['deployments', 'daemonsets', 'replicasets']],
];

const WRITES = ['create', 'update', 'patch'];

/** A Secret, account, claim or ConfigMap of the namespace, or the pod itself on its way to the node. */
function target(step: StepCase): readonly string[] {
  return endsAt(step, 'secret', 'serviceaccount', 'persistentvolumeclaim', 'configmap', 'pod');
}

function writesMaker(step: StepCase): boolean {
  const namespace = step.to.namespace;
  return BUILT_IN_MAKERS.some(([group, resources]) =>
    resources.some((resource) => step.canSome({ verbs: WRITES, group, resource, namespace })),
  );
}

function writesCustom(step: StepCase): boolean {
  const request = step.request;
  const isCustom = (request?.group ?? '').includes('.');
  return (
    request !== undefined &&
    isCustom &&
    WRITES.includes(request.verb) &&
    request.namespace === step.to.namespace &&
    step.requestAllowed()
  );
}

/** An account must exist for a pod to run as it; one that only a binding names makes the step no better than conditional. */
export const podCreation: RuleTable = {
  D1: {
    best: 'conditional',
    check: (step) => [
      ...target(step),
      ...unless(
        step.can({ verbs: ['create'], resource: 'pods', namespace: step.to.namespace }),
        'may not create pods there',
      ),
    ],
  },
  D2: {
    best: 'conditional',
    check: (step) => [...target(step), ...unless(writesMaker(step), 'may not write a workload there')],
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
