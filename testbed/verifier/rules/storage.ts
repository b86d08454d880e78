// Re-derives the techniques G: volumes, claims and what is copied through them.
import { namespaceOf } from '../cluster.ts';
import { makersOf, mountedVolumes } from '../pods.ts';
import { listAt, textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable, TechniqueRule } from './rule.ts';

function claimsOf(step: StepCase, position: string): ReadonlySet<string> {
  return new Set(
    makersOf(step.cluster, position).flatMap(({ object, spec }) => {
      const mounted = mountedVolumes(spec);
      return listAt(spec, 'volumes')
        .filter((volume) => mounted.has(textAt(volume, 'name')))
        .map((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName'))
        .filter((name) => name !== '')
        .map((name) => `${namespaceOf(object)}/${name}`);
    }),
  );
}

function shares(step: StepCase): boolean {
  const claim = `${step.to.namespace}/${step.to.name}`;
  if (step.to.kind === 'persistentvolumeclaim') return claimsOf(step, step.step.from).has(claim);
  if (step.from.kind === 'persistentvolumeclaim')
    return claimsOf(step, step.step.to).has(`${step.from.namespace}/${step.from.name}`);
  return !claimsOf(step, step.step.from).isDisjointFrom(claimsOf(step, step.step.to));
}

const granted: TechniqueRule = {
  best: 'conditional',
  join: true,
  check: (step) => unless(step.requestAllowed(), 'its request is not allowed'),
};

export const storage: RuleTable = {
  G1: {
    best: 'assumed',
    relation: true,
    check: (step) => unless(shares(step), `${step.step.from} and ${step.step.to} share no claim`),
  },
  G2: granted,
  G3: granted,
  G4: {
    ...granted,
    check: (step) => unless(step.can({ verbs: ['create'], resource: 'persistentvolumes' }), 'may not create volumes'),
  },
  G5: {
    ...granted,
    check: (step) =>
      unless(step.canSome({ verbs: ['update', 'patch'], resource: 'persistentvolumes' }), 'may not change volumes'),
  },
  G6: granted,
};
