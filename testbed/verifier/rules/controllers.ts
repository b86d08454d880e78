// What the techniques I share: which controllers run, as which accounts, and whether the step's request writes what they act on.
import { groupOf, nameOf, namespaceOf } from '../cluster.ts';
import { requestName } from '../path.ts';
import { accountOf, containersOf, podMakers } from '../pods.ts';
import { mapAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';

const WRITES = ['create', 'update', 'patch'];

/** The step's request writes one of the kinds, and RBAC allows it. */
export function writes(step: StepCase, group: RegExp, resources: readonly string[]): boolean {
  const request = step.request;
  const isKind =
    request !== undefined &&
    group.test(request.group ?? '') &&
    resources.includes(request.resource) &&
    (request.subresource ?? '') === '';
  const isPlain = request?.verb !== 'create' || requestName(request) === '';
  return isKind && isPlain && WRITES.includes(request.verb) && step.requestAllowed();
}

/** Accounts of workloads of such a name, label or account, and that no argument tells to act as another. */
export function controllers(step: StepCase, names: readonly string[], argument?: string): readonly string[] {
  return podMakers(step.cluster).flatMap(({ object, spec, metadata }) => {
    const labels = [...mapAt(metadata, 'labels').values(), ...mapAt(object, 'metadata', 'labels').values()];
    const known = [nameOf(object), accountOf(spec), ...labels].some((text) =>
      names.some((name) => text === name || text.endsWith(`-${name}`)),
    );
    const told =
      argument !== undefined &&
      containersOf(spec).some((container) =>
        [...textsAt(container, 'args'), ...textsAt(container, 'command')].some((text) => text.startsWith(argument)),
      );
    return known && !told ? [`serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`] : [];
  });
}

export const runsController = (step: StepCase, names: readonly string[], argument?: string): boolean =>
  controllers(step, names, argument).includes(step.step.to);

/** In the namespace of the request, or anywhere when that has none. */
export function isInReach(step: StepCase): boolean {
  const namespace = step.request?.namespace ?? '';
  return namespace === '' || namespace === step.to.namespace;
}

/** The input defines a kind of the group, holds an object of it, or runs a controller of this name. */
export function isInstalled(step: StepCase, group: string, controller: string): boolean {
  const isOf = (object: Raw): boolean => groupOf(object) === group || textAt(object, 'spec', 'group') === group;
  return step.cluster.given.some(isOf) || controllers(step, [controller]).length > 0;
}
