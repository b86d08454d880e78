// Creating an object by name: a plain POST carries none, server-side apply (create and patch) takes one that is free.
import type { StepCase } from '../step-case.ts';

interface Created {
  readonly resource: string;
  readonly group?: string;
  readonly namespace: string;
  /** Kind in ids, lower case: the name is taken when the input holds such an object. */
  readonly kind: string;
}

/** True when an actor may create an object of any name, or of some name that no object of the input has. */
export function createsSome(step: StepCase, { kind, ...ask }: Created): boolean {
  if (step.can({ ...ask, verbs: ['create'] })) return true;
  const named = [...step.namesOf({ ...ask, verbs: ['create'] })].filter((name) => name !== '');
  return named.some(
    (name) =>
      step.cluster.find(`${kind}:${ask.namespace}/${name}`) === undefined &&
      step.can({ ...ask, verbs: ['patch'], name }),
  );
}
