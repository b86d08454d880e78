// A small RBAC matcher of the verifier's own: rules, aggregation, groups, bindings and their scope.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/
import type { Cluster } from './cluster.ts';
import { namespaceOf } from './cluster.ts';
import type { Caller } from './identities.ts';
import { listAt, mapAt, textAt, textsAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** A request as the authorizer sees it; `name` is empty when the URL carries none and no field selector gives one. */
export interface Question {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** A role held in a scope: a namespace, or '' for the whole cluster. */
export interface Holding {
  readonly role: Raw;
  readonly scope: string;
}

const CLUSTER_RESOURCES: ReadonlySet<string> = new Set([
  'nodes',
  'persistentvolumes',
  'users',
  'groups',
  'certificatesigningrequests',
  'signers',
  'clusterrolebindings',
  'customresourcedefinitions',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'apiservices',
  'storageclasses',
  'volumesnapshotcontents',
  'validatingadmissionpolicies',
  'mutatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicybindings',
  'uids',
  'userextras',
  'clustersecretstores',
  'clusterissuers',
  'clusterpolicies',
  'podsecuritypolicies',
]);

/** One rule, all of its dimensions together; whole strings, and only `*` (or `*` before a subresource) is wild. */
function ruleAllows(rule: unknown, ask: Question): boolean {
  const has = (key: string, value: string): boolean => {
    const values = textsAt(rule, key);
    return values.includes('*') || values.includes(value);
  };
  const full = ask.subresource === '' ? ask.resource : `${ask.resource}/${ask.subresource}`;
  const resources = textsAt(rule, 'resources');
  const wild = ask.subresource !== '' && resources.includes(`*/${ask.subresource}`);
  if (!has('verbs', ask.verb) || !has('apiGroups', ask.group) || !(has('resources', full) || wild)) return false;
  const names = textsAt(rule, 'resourceNames');
  return names.length === 0 || names.includes(ask.name);
}

/** A label selector; an empty one selects everything. */
export function selects(selector: unknown, labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of mapAt(selector, 'matchLabels')) if (labels.get(key) !== value) return false;
  return listAt(selector, 'matchExpressions').every((part) => {
    const value = labels.get(textAt(part, 'key'));
    switch (textAt(part, 'operator')) {
      case 'In':
        return value !== undefined && textsAt(part, 'values').includes(value);
      case 'NotIn':
        return value === undefined || !textsAt(part, 'values').includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** The rules of a role; of an aggregated one, its own as written and those of every ClusterRole that it selects, nested. */
export function rulesOf(cluster: Cluster, role: Raw, seen: ReadonlySet<Raw> = new Set()): readonly unknown[] {
  const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors');
  const own = listAt(role, 'rules');
  if (selectors.length === 0 || seen.has(role)) return own;
  const next = new Set(seen).add(role);
  const selected = cluster
    .all('ClusterRole')
    .filter(
      (other) => other !== role && selectors.some((selector) => selects(selector, mapAt(other, 'metadata', 'labels'))),
    );
  return [...own, ...selected.flatMap((other) => rulesOf(cluster, other, next))];
}

function isSubject(subject: unknown, caller: Caller, bindingNamespace: string): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return caller.user !== '' && name === caller.user;
    case 'Group':
      return caller.groups.includes(name);
    case 'ServiceAccount':
      return caller.user === `system:serviceaccount:${textAt(subject, 'namespace') || bindingNamespace}:${name}`;
    default:
      return false;
  }
}

/** Every role that some binding gives the caller, with its scope. */
export function holdings(cluster: Cluster, caller: Caller): Holding[] {
  return [...cluster.all('ClusterRoleBinding'), ...cluster.all('RoleBinding')].flatMap((binding) => {
    const scope = namespaceOf(binding);
    if (!listAt(binding, 'subjects').some((subject) => isSubject(subject, caller, scope))) return [];
    const kind = textAt(binding, 'roleRef', 'kind');
    const name = textAt(binding, 'roleRef', 'name');
    if (kind === 'Role' && scope === '') return [];
    const role = cluster.find(kind === 'Role' ? `role:${scope}/${name}` : `clusterrole:${name}`);
    return role === undefined ? [] : [{ role, scope }];
  });
}

export function holdingAllows(cluster: Cluster, { role, scope }: Holding, ask: Question): boolean {
  return inScope(scope, ask) && rulesOf(cluster, role).some((rule) => ruleAllows(rule, ask));
}

/** A RoleBinding's rules hold in its namespace only; what has no namespace it never grants, but the Namespace object itself. */
function inScope(scope: string, ask: Question): boolean {
  if (scope === '') return true;
  if (ask.resource === 'namespaces') return ask.name === scope;
  return !CLUSTER_RESOURCES.has(ask.resource) && ask.namespace === scope;
}

/** What RBAC says of the request; `system:masters` may do all. */
export function rbacAllows(cluster: Cluster, caller: Caller, ask: Question): boolean {
  return (
    caller.groups.includes('system:masters') ||
    holdings(cluster, caller).some((holding) => holdingAllows(cluster, holding, ask))
  );
}

/** Names that rules of the caller list for a verb on a resource in a scope, and whether one of them lists none (any name). */
export function namesAllowed(
  cluster: Cluster,
  held: readonly Holding[],
  ask: Omit<Question, 'name'>,
): { readonly any: boolean; readonly names: ReadonlySet<string> } {
  const names = new Set<string>();
  let any = false;
  for (const { role, scope } of held) {
    for (const rule of rulesOf(cluster, role)) {
      const listed = textsAt(rule, 'resourceNames');
      for (const name of listed.length === 0 ? [''] : listed) {
        const question = { ...ask, name };
        if (
          !inScope(scope, ask.resource === 'namespaces' ? { ...question, name: scope } : question) ||
          !ruleAllows(rule, question)
        )
          continue;
        if (listed.length === 0) any = true;
        else names.add(name);
      }
    }
  }
  return { any, names };
}

/** True when some binding gives the caller this very role. */
export function isBoundTo(cluster: Cluster, caller: Caller, role: Raw): boolean {
  return holdings(cluster, caller).some((holding) => holding.role === role);
}

export function annotation(object: Raw | undefined, key: string): string {
  return mapAt(object, 'metadata', 'annotations').get(key) ?? '';
}
