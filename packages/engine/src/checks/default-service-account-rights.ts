// Bindings that give rights to a namespace's `default` ServiceAccount.
import { isBootstrapBinding } from '../access/bootstrap/bootstrap.ts';
import type { BindingFact, BindingSubject } from '../facts/rbac.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { kubectl } from './shell-command.ts';

const isDefault = ({ kind, name }: BindingSubject): boolean => kind === 'ServiceAccount' && name === 'default';

function failureOf(binding: BindingFact): Failure {
  const found = binding.subjects.filter(isDefault);
  const where = [...new Set(found.map(({ namespace }) => namespace))].join(', ');
  const widely = binding.namespace === '' ? ' in every namespace' : '';
  return {
    result: 'fail',
    object: binding,
    pointer: `/subjects/${found[0]?.index ?? 0}`,
    message: `${binding.roleKind} ${binding.roleName} is given${widely} to the default ServiceAccount of ${where}: every pod there that names no account holds these rights.`,
    fix: {
      summary: 'Bind the role to a ServiceAccount of its own, and let the pods that need it name that account.',
      ...jsonPatch(
        binding,
        found.map(({ index }) => ({ op: 'remove', path: `/subjects/${index}` })),
      ),
      commands: [kubectl('get', binding, '-o yaml')],
    },
  };
}

const binding = (kind: string, account: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata:
  name: deployer${kind === 'RoleBinding' ? '\n  namespace: shop' : ''}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
- {kind: ServiceAccount, name: ${account}, namespace: shop}
`;

export const defaultServiceAccountRights: Check = {
  id: 'default-service-account-rights',
  title: 'The default ServiceAccount of a namespace has rights',
  why: 'A pod that names no ServiceAccount runs as `default`. Rights bound to it reach every such pod of the namespace, also those that come later and those of third parties, each with a token mounted by default.',
  severity: 'medium',
  maps: {
    cis: ['5.1.5'],
    nsa: ['Authentication and authorization'],
    attack: ['T1078', 'T1098.006'],
    stride: ['elevation of privilege'],
    owasp: ['K03'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions',
  ],
  *find({ bindings }) {
    for (const fact of bindings) if (fact.subjects.some(isDefault) && !isBootstrapBinding(fact)) yield failureOf(fact);
  },
  examples: {
    exposed: [
      { name: 'in one namespace', manifests: binding('RoleBinding', 'default') },
      { name: 'in the whole cluster', manifests: binding('ClusterRoleBinding', 'default') },
    ],
    safe: [
      { name: 'an account of its own', manifests: binding('RoleBinding', 'deployer') },
      { name: 'an account of its own in the whole cluster', manifests: binding('ClusterRoleBinding', 'deployer') },
      {
        name: 'a user called default',
        manifests: binding('RoleBinding', 'default').replace(
          '- {kind: ServiceAccount, name: default, namespace: shop}',
          '- {kind: User, name: default}',
        ),
      },
    ],
  },
};
