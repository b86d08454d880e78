// Re-derives impersonation, plain and constrained.
// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
import { callers } from '../brute-force.ts';
import { kindOf, nameOf, namespaceOf, splitId } from '../cluster.ts';
import { callerOf } from '../identities.ts';
import { requestName } from '../path.ts';
import { accountOf, makersOn, nodesOf, podMakers, positionOf } from '../pods.ts';
import { rbacAllows } from '../rbac.ts';
import type { Question } from '../rbac.ts';
import { kubeletSecrets, volumeSecrets } from '../references.ts';
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

/** What the Node authorizer lets a kubelet ask for, and the verb: https://kubernetes.io/docs/reference/access-authn-authz/node/ */
function isGivenTo(step: StepCase, node: string): boolean {
  const { kind, namespace, name } = step.to;
  return makersOn(step.cluster, node).some((maker) => {
    const own = namespaceOf(maker.object) === namespace;
    if (kind === 'serviceaccount') return own && accountOf(maker.spec) === name;
    return (
      (own && kubeletSecrets(maker.spec).has(name)) || volumeSecrets(step.cluster, maker).has(`${namespace}/${name}`)
    );
  });
}

/** May the account or user have this done as the node, in the mode? */
function actsAsNode(step: StepCase, actor: string, mode: string, node: string): boolean {
  const caller = callerOf(actor);
  const { kind, namespace, name } = step.to;
  if (caller === undefined) return false;
  const may = (verb: string, resource: string, more: Partial<Question>): boolean =>
    rbacAllows(step.cluster, caller, { verb, group: '', resource, subresource: '', namespace, name, ...more });
  const asked = mode === 'associated-node' ? '*' : node === '*' ? '' : node;
  const identity = { group: AUTHENTICATION, namespace: '', name: asked };
  if (!may(`impersonate:${mode}`, 'nodes', identity)) return false;
  const on = (verb: string): string => `impersonate-on:${mode}:${verb}`;
  if (kind === 'serviceaccount')
    return isGivenTo(step, node) && may(on('create'), 'serviceaccounts', { subresource: 'token' });
  const given = isGivenTo(step, node) && ['get', 'list', 'watch'].some((verb) => may(on(verb), 'secrets', {}));
  const kubelet = callerOf(`node:${node}`);
  const byRights = READS.some((verb) => {
    const more = verb === 'deletecollection' ? { name: '' } : {};
    const ask = { verb, group: '', resource: 'secrets', subresource: '', namespace, name, ...more };
    return may(on(verb), 'secrets', more) && kubelet !== undefined && rbacAllows(step.cluster, kubelet, ask);
  });
  return given || byRights;
}

/** By any node, by the one that its own pods run on, or by one that a token of an account is made for. */
function isNodeFor(step: StepCase): boolean {
  const makers = podMakers(step.cluster);
  const all = new Set(makers.flatMap(({ object }) => [...nodesOf(step.cluster, positionOf(step.cluster, object))]));
  for (const object of step.cluster.given) if (kindOf(object) === 'Node') all.add(nameOf(object));
  const { from } = step.step;
  const own = new Set(
    makers
      .filter(({ object, spec }) => from === `serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`)
      .flatMap(({ object }) => [...nodesOf(step.cluster, positionOf(step.cluster, object))]),
  );
  const accounts = [...callers(step.cluster)].filter((id) => {
    const { kind, namespace, name } = splitId(id);
    const ask = { verbs: ['create'], resource: 'serviceaccounts', subresource: 'token', namespace, name };
    return kind === 'serviceaccount' && (from === `pod:${namespace}/*` || step.can(ask));
  });
  return (
    [...all].some(
      (node) =>
        actsAsNode(step, from, 'arbitrary-node', node) ||
        accounts.some((account) => actsAsNode(step, account, 'associated-node', node)),
    ) || [...own].some((node) => actsAsNode(step, from, 'associated-node', node))
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
    relation: true,
    window: () => ({ since: '1.36' }),
    check: (step) => unless(actsOnSecret(step) || isNodeFor(step), 'nobody that it may impersonate for this may do it'),
  },
};
