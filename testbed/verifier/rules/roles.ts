// Re-derives roles gained: by binding them, and by changing one that is held.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
import { namespaceOf } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { isBoundTo } from '../rbac.ts';
import { textAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { createsSome } from './free-names.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Creates a binding, or changes the subjects of one that refers to this role already: `roleRef` never changes. */
function writesBinding(step: StepCase, resource: string, namespace: string): boolean {
  const ask = { group: RBAC, resource, namespace };
  const kind = resource === 'rolebindings' ? 'rolebinding' : 'clusterrolebinding';
  // RBAC's own kinds are created by a plain update as well.
  if (createsSome(step, { ...ask, kind, appliedBy: ['patch', 'update'] })) return true;
  return step.cluster.all(kind === 'rolebinding' ? 'RoleBinding' : 'ClusterRoleBinding').some((binding) => {
    const refers =
      textAt(binding, 'roleRef', 'kind').toLowerCase() === step.to.kind &&
      textAt(binding, 'roleRef', 'name') === step.to.name;
    return (
      refers &&
      namespaceOf(binding) === namespace &&
      step.can({ ...ask, verbs: ['update', 'patch'], name: textAt(binding, 'metadata', 'name') })
    );
  });
}

function binds(step: StepCase): readonly string[] {
  const namespace = step.request?.namespace ?? '';
  const resource = step.to.kind === 'role' ? 'roles' : 'clusterroles';
  const bindings = namespace === '' ? 'clusterrolebindings' : 'rolebindings';
  return [
    ...endsAt(step, 'role', 'clusterrole'),
    ...unless(
      step.can({ verbs: ['bind'], group: RBAC, resource, namespace, name: step.to.name }),
      `may not bind ${step.step.to}`,
    ),
    ...unless(writesBinding(step, bindings, namespace), `may not write a binding of it`),
  ];
}

/** Some role that the actor is bound to may be changed with escalate. */
function escalates(step: StepCase): boolean {
  const caller = callerOf(step.step.from);
  return [...step.cluster.all('Role'), ...step.cluster.all('ClusterRole')].some((role) => {
    const kind = textAt(role, 'kind');
    const namespace = kind === 'Role' ? namespaceOf(role) : '';
    const ask = {
      group: RBAC,
      resource: kind === 'Role' ? 'roles' : 'clusterroles',
      namespace,
      name: textAt(role, 'metadata', 'name'),
    };
    const isHeld = caller !== undefined && isBoundTo(step.cluster, caller, role);
    return isHeld && step.can({ ...ask, verbs: ['escalate'] }) && step.can({ ...ask, verbs: ['update', 'patch'] });
  });
}

export const roles: RuleTable = {
  B9: { best: 'certain', check: binds },
  B11: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'role', 'clusterrole'),
      ...unless(escalates(step), 'may not change and escalate a role that it is bound to'),
    ],
  },
};
