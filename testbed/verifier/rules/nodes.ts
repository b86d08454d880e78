// Re-derives the techniques E: what the kubelet's identity reads, and root on the node takes.
import { accountOf, makersOn, nodesOf, runningMakersOf } from '../pods.ts';
import { namespaceOf } from '../cluster.ts';
import { kubeletSecrets, volumeSecrets } from '../references.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, startsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

function refersTo(step: StepCase): boolean {
  const { kind, namespace, name } = step.to;
  return makersOn(step.cluster, step.from.name).some((maker) => {
    const own = namespaceOf(maker.object) === namespace;
    if (kind === 'serviceaccount') return own && accountOf(maker.spec) === name;
    return (
      (own && kubeletSecrets(maker.spec).has(name)) || volumeSecrets(step.cluster, maker).has(`${namespace}/${name}`)
    );
  });
}

function volumeNames(step: StepCase): boolean {
  return makersOn(step.cluster, step.from.name).some((maker) =>
    volumeSecrets(step.cluster, maker).has(`${step.to.namespace}/${step.to.name}`),
  );
}

export const nodes: RuleTable = {
  E1: {
    best: 'certain',
    relation: true,
    check: (step) => [
      ...startsAt(step, 'node'),
      ...endsAt(step, 'secret', 'serviceaccount'),
      ...unless(refersTo(step), `no pod on ${step.step.from} refers to ${step.step.to}`),
    ],
  },
  E2: {
    best: 'conditional',
    join: true,
    check: (step) => [
      ...endsAt(step, 'secret'),
      ...unless(
        volumeNames(step) || step.can({ verbs: ['create'], resource: 'persistentvolumes' }),
        'no volume there names the Secret, and none can be made',
      ),
    ],
  },
  E3: { best: 'conditional', join: true, check: (step) => unless(step.requestAllowed(), 'its request is not allowed') },
  E4: {
    best: 'assumed',
    relation: true,
    check: (step) =>
      unless(
        runningMakersOf(step.cluster, step.step.to).length > 0 &&
          nodesOf(step.cluster, step.step.to).has(step.from.name),
        `${step.step.to} does not run on ${step.step.from}`,
      ),
  },
  E6: { best: 'certain', check: (step) => unless(step.requestAllowed(), 'its request is not allowed') },
};
