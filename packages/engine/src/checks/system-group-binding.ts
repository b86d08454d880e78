// Bindings beyond the shipped ones that give rights to everyone, or to every caller with any credential.
import { isBootstrapBinding } from '../access/bootstrap/bootstrap.ts';
import type { Facts } from '../facts/facts.ts';
import type { BindingFact, BindingSubject, PolicyRule } from '../facts/rbac.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import { kubectl } from './shell-command.ts';

/** `KIND NAME` of a subject → who that is, worst first. */
const EVERYONE: ReadonlyMap<string, readonly [Severity, string]> = new Map([
  ['User system:anonymous', ['critical', 'anyone without a credential']],
  ['Group system:unauthenticated', ['critical', 'anyone without a credential']],
  ['Group system:authenticated', ['high', "every authenticated caller, every pod's token included"]],
  ['Group system:serviceaccounts', ['medium', 'every pod of every namespace']],
]);

const HARMLESS_PATHS = /^\/(?:healthz|livez|readyz|version|api|apis|openapi)(?:\/.*|\*)?$/;

/** Health, version and discovery, and the one ConfigMap that `kubeadm join` reads before it has a credential. */
function isHarmless(rule: PolicyRule): boolean {
  if (rule.resources.length === 0) return rule.nonResourceURLs.every((path) => HARMLESS_PATHS.test(path));
  return (
    rule.resources.every((resource) => resource === 'configmaps') &&
    rule.resourceNames.length > 0 &&
    rule.resourceNames.every((name) => name === 'cluster-info') &&
    rule.verbs.every((verb) => verb === 'get')
  );
}

function givesNothing({ roles }: Facts, { roleKind, roleName, namespace }: BindingFact): boolean {
  const role = roles.find(
    ({ objectKind, name, namespace: own }) =>
      objectKind === roleKind && name === roleName && (roleKind === 'ClusterRole' || own === namespace),
  );
  return role !== undefined && role.aggregation === undefined && role.rules.every(isHarmless);
}

const who = ({ kind, name }: BindingSubject): readonly [Severity, string] | undefined =>
  EVERYONE.get(`${kind} ${name}`);

function failureOf(binding: BindingFact): Failure | undefined {
  const found = [...EVERYONE.values()].find((entry) => binding.subjects.some((subject) => who(subject) === entry));
  if (found === undefined) return undefined;
  const [severity, people] = found;
  const subjects = binding.subjects.filter((subject) => who(subject) !== undefined);
  const where = binding.namespace === '' ? 'in the whole cluster' : `in namespace ${binding.namespace}`;
  return {
    result: 'fail',
    object: binding,
    pointer: `/subjects/${subjects[0]?.index ?? 0}`,
    message: `${binding.roleKind} ${binding.roleName} is given ${where} to ${subjects.map(({ name }) => name).join(', ')}, which is ${people}.`,
    severity,
    fix: {
      summary: 'Remove these subjects, and name the users, groups or ServiceAccounts that need the role.',
      ...jsonPatch(
        binding,
        subjects.map(({ index }) => ({ op: 'remove', path: `/subjects/${index}` })),
      ),
      commands: [kubectl('get', binding, '-o yaml')],
    },
  };
}

const binding = (kind: string, name: string, role = 'view'): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: everyone}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: '${role}'}
subjects:
- {apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: '${name}'}
`;

const role = (paths: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: status}
rules:
- {nonResourceURLs: ['${paths}'], verbs: [get]}
`;

export const systemGroupBinding: Check = {
  id: 'system-group-binding',
  title: 'A role is given to everyone',
  why: "system:anonymous and system:unauthenticated are whoever reaches the API server's port; system:authenticated is every user of every identity provider and every pod's token; system:serviceaccounts every pod. Kubernetes ships bindings for them that give discovery, health and version only. Any other one opens its role to all of them.",
  severity: 'high',
  maps: {
    cis: ['5.1.1', '5.1.2'],
    nsa: ['Authentication and authorization'],
    attack: ['T1078', 'T1133'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K03', 'K06'],
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  *find(facts) {
    for (const fact of facts.bindings) {
      const failure = failureOf(fact);
      if (failure !== undefined && !isBootstrapBinding(fact) && !givesNothing(facts, fact)) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'anyone without a credential', manifests: binding('Group', 'system:unauthenticated') },
      { name: 'the anonymous user', manifests: binding('User', 'system:anonymous') },
      { name: 'every authenticated caller', manifests: binding('Group', 'system:authenticated') },
      { name: 'every pod', manifests: binding('Group', 'system:serviceaccounts') },
      {
        name: 'logs of the API server',
        manifests: documents(binding('Group', 'system:unauthenticated', 'status'), role('/logs/*')),
      },
    ],
    safe: [
      { name: 'a group of people', manifests: binding('Group', 'example:viewers') },
      { name: 'a user with a name', manifests: binding('User', 'jane') },
      {
        name: 'health only',
        manifests: documents(binding('Group', 'system:unauthenticated', 'status'), role('/healthz/*')),
      },
      {
        name: 'a binding that Kubernetes ships',
        manifests: binding('Group', 'system:unauthenticated', 'system:public-info-viewer').replace(
          'name: everyone',
          "name: 'system:public-info-viewer'",
        ),
      },
    ],
  },
};
