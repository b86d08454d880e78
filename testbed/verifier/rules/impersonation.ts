// Re-derives impersonation, plain and constrained.
// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
import { callers } from '../brute-force.ts';
import { namespaceOf, splitId } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { requestName } from '../path.ts';
import { rbacAllows } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const AUTHENTICATION = 'authentication.k8s.io';
const READS = ['get', 'list', 'watch', 'patch', 'delete', 'deletecollection'];

function impersonatesSomebody(step: StepCase): boolean {
  const accounts = step.cluster.given.map(namespaceOf).concat('kube-system', '');
  return (
    step.canSome({ verbs: ['impersonate'], resource: 'users' }) ||
    [...new Set(accounts)].some((namespace) =>
      step.canSome({ verbs: ['impersonate'], resource: 'serviceaccounts', namespace }),
    )
  );
}

/** May the actor impersonate this caller in the mode? https://github.com/kubernetes/enhancements/issues/5284 */
function mayBe(step: StepCase, id: string, mode: string): boolean {
  const { kind, namespace, name } = splitId(id);
  const ask = { verbs: [`impersonate:${mode}`], group: AUTHENTICATION };
  if (mode === 'serviceaccount')
    return kind === 'serviceaccount' && step.can({ ...ask, resource: 'serviceaccounts', namespace, name });
  if (kind === 'user') return step.can({ ...ask, resource: 'users', name });
  const beside = step.canSome({ ...ask, resource: 'users' });
  return kind === 'group' && name !== 'system:masters' && beside && step.can({ ...ask, resource: 'groups', name });
}

/** Constrained impersonation: the action is granted, somebody that the actor may be for it may do it, and it discloses the Secret. */
function actsOnSecret(step: StepCase): boolean {
  const [, mode = '', verb = ''] = /^impersonate-on:([\w-]+):(\w+)$/.exec(step.request?.verb ?? '') ?? [];
  const { namespace, name } = step.to;
  const isNameless = requestName(step.request ?? { verb, resource: '' }) === '';
  const ask = { verb, group: '', resource: 'secrets', subresource: '', namespace, name: isNameless ? '' : name };
  return (
    step.to.kind === 'secret' &&
    READS.includes(verb) &&
    step.requestAllowed() &&
    [...callers(step.cluster)].some((id) => {
      const caller = callerOf(id);
      return caller !== undefined && mayBe(step, id, mode) && rbacAllows(step.cluster, caller, ask);
    })
  );
}

export const impersonation: RuleTable = {
  B1: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(
        step.can({
          verbs: ['impersonate'],
          resource: 'serviceaccounts',
          namespace: step.to.namespace,
          name: step.to.name,
        }),
        'may not impersonate the account',
      ),
    ],
  },
  B2: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'user'),
      ...unless(
        step.can({ verbs: ['impersonate'], resource: 'users', name: step.to.name }),
        'may not impersonate the user',
      ),
    ],
  },
  B3: {
    best: 'certain',
    check: (step) => [
      ...endsAt(step, 'group'),
      ...unless(
        step.can({ verbs: ['impersonate'], resource: 'groups', name: step.to.name }),
        'may not impersonate the group',
      ),
      ...unless(impersonatesSomebody(step), 'may impersonate no user or account beside the group'),
    ],
  },
  B5: {
    best: 'conditional',
    window: () => ({ since: '1.36' }),
    check: (step) => unless(actsOnSecret(step), 'nobody that it may impersonate for this may do it'),
  },
};
