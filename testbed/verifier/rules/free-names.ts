// Which requests carry a name: a plain POST carries none, server-side apply (create and patch) takes one that is free.
import type { AskShort, StepCase } from '../step-case.ts';

interface Created {
  readonly resource: string;
  readonly group?: string;
  /** Empty for what has no namespace. */
  readonly namespace: string;
  /** Kind in ids, lower case: the name is taken when the input holds such an object. */
  readonly kind: string;
  /** Verbs that create what is not there, where `create` is granted for the name too: `patch` (apply) unless said. */
  readonly appliedBy?: readonly string[];
}

/** True when an actor may create an object of this name. */
export function createsNamed(step: StepCase, { kind, appliedBy = ['patch'], ...ask }: Created, name: string): boolean {
  if (step.can({ ...ask, verbs: ['create'] })) return true;
  const id = `${kind}:${ask.namespace === '' ? '' : `${ask.namespace}/`}${name}`;
  return (
    name !== '' &&
    step.cluster.find(id) === undefined &&
    step.can({ ...ask, verbs: ['create'], name }) &&
    step.can({ ...ask, verbs: appliedBy, name })
  );
}

/** Names that rules list for creating the object, of which `createsNamed` holds. */
export function namesCreated(step: StepCase, created: Created): readonly string[] {
  const { kind: _kind, appliedBy: _appliedBy, ...ask } = created;
  return [...step.namesOf({ ...ask, verbs: ['create'] })].filter((name) => createsNamed(step, created, name));
}

/** True when an actor may create an object of any name, or of some name that no object of the input has. */
export function createsSome(step: StepCase, created: Created): boolean {
  const { kind: _kind, appliedBy: _appliedBy, ...ask } = created;
  return step.can({ ...ask, verbs: ['create'] }) || namesCreated(step, created).length > 0;
}

/** True when an actor may make some request with one of the verbs, which are plain ones: those for a whole collection carry no name. */
export function maySome(step: StepCase, ask: AskShort): boolean {
  const named = ask.verbs.filter((verb) => verb !== 'create' && verb !== 'deletecollection');
  return step.can(ask) || step.canSome({ ...ask, verbs: named });
}

/** The same for the object of one name. */
export function mayNamed(step: StepCase, ask: AskShort, name: string): boolean {
  const named = ask.verbs.filter((verb) => verb !== 'create' && verb !== 'deletecollection');
  return step.can(ask) || step.can({ ...ask, verbs: named, name });
}
