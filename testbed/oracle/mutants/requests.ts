// Mutants of what is read from a request and its caller: scope, name, group of a subresource, implied groups.
import type { Mutant } from './mutant.ts';

const info = 'access/request-info.ts';
const user = 'access/user.ts';
const can = 'access/can.ts';
const GIVEN_GROUPS = 'return isRefusal(caller) || !groups ? caller : { name: caller.name, groups };';

export const REQUEST_MUTANTS: readonly Mutant[] = [
  {
    name: 'eviction, scale and token have groups of their own',
    point: 'subresource group',
    file: 'access/can-request.ts',
    from: 'if (found !== undefined) return { ...found, subresource };',
    to: "if (found !== undefined) return { ...found, subresource, group: { eviction: 'policy', scale: 'autoscaling', token: 'authentication.k8s.io', binding: 'bindings' }[subresource] ?? found.group };",
  },
  {
    name: 'a field selector has no name',
    point: 'resource names',
    file: info,
    from: "name: isPathSegment(name) ? name : '',",
    to: "name: '',",
  },
  {
    name: 'deletecollection has the name of its field selector',
    point: 'resource names',
    file: info,
    from: "if (verb === 'deletecollection') return { verb, name: '', fields: fields ?? [] };",
    to: '',
  },
  {
    name: 'options that cannot be read do not hide the name',
    point: 'selectors',
    file: info,
    from: 'const name = isReadable(parameters) ?',
    to: 'const name = parameters !== undefined ?',
  },
  {
    name: 'a name that must not be is the name',
    point: 'selectors',
    file: 'access/field-selector.ts',
    from: "if (cut.operator !== '!=') requirements",
    to: 'requirements',
  },
  {
    name: 'any field gives the name',
    point: 'selectors',
    file: info,
    from: 'fields?.find(({ field }) => field === NAME_FIELD)?.value',
    to: 'fields?.[0]?.value',
  },
  {
    name: 'a Namespace object is in no namespace',
    point: 'scope',
    file: info,
    from: "if (resource === 'namespaces' && given === '') return verb === 'list' || verb === 'deletecollection' ? '' : name;",
    to: '',
  },
  {
    name: 'what has no namespace is in the caller’s',
    point: 'scope',
    file: info,
    from: "vocabulary.scope(group, resource) === 'cluster' ? '' : (namespace ?? '');",
    to: "namespace ?? '';",
  },
  {
    name: 'bind is checked in the whole cluster',
    point: 'scope',
    file: info,
    from: "new Set(['bind', 'use'])",
    to: 'new Set([])',
  },
  {
    name: 'ServiceAccounts are in no groups of theirs',
    point: 'implied groups',
    file: user,
    from: 'return [ACCOUNTS_GROUP, `${ACCOUNTS_GROUP}:${account.namespace}`, AUTHENTICATED];',
    to: 'return [AUTHENTICATED];',
  },
  {
    name: 'ServiceAccounts are not in the group of their namespace',
    point: 'implied groups',
    file: user,
    from: 'return [ACCOUNTS_GROUP, `${ACCOUNTS_GROUP}:${account.namespace}`, AUTHENTICATED];',
    to: 'return [ACCOUNTS_GROUP, AUTHENTICATED];',
  },
  {
    name: 'users are not authenticated',
    point: 'implied groups',
    file: user,
    from: 'return [NODES_GROUP, AUTHENTICATED];\n  return [AUTHENTICATED];',
    to: 'return [NODES_GROUP, AUTHENTICATED];\n  return [];',
  },
  {
    name: 'nodes are in no group of theirs',
    point: 'implied groups',
    file: user,
    from: 'return [NODES_GROUP, AUTHENTICATED];',
    to: 'return [AUTHENTICATED];',
  },
  {
    name: 'the anonymous is authenticated',
    point: 'implied groups',
    file: user,
    from: 'if (user === ANONYMOUS_USER) return [UNAUTHENTICATED];',
    to: '',
  },
  {
    name: 'given groups are not the whole list',
    point: 'implied groups',
    file: can,
    from: GIVEN_GROUPS,
    to: 'return isRefusal(caller) || !groups ? caller : { name: caller.name, groups: [...groups, ...caller.groups] };',
  },
  {
    name: 'who is impersonated with groups is not authenticated',
    point: 'impersonation',
    file: user,
    from: 'return [...new Set([...asked, isAuthenticated ? AUTHENTICATED : UNAUTHENTICATED])];',
    to: 'return asked;',
  },
  {
    name: 'who is impersonated keeps the groups of the name',
    point: 'impersonation',
    file: user,
    from: 'return [...new Set([...asked, isAuthenticated ? AUTHENTICATED : UNAUTHENTICATED])];',
    to: 'return [...asked, ...groupsOfUser(user)];',
  },
  {
    name: 'the API server adds no policy',
    point: 'default policy',
    file: can,
    from: 'const whole = withBootstrapPolicy(facts, settings.kubernetesVersion ?? facts.kubernetesVersion);',
    to: 'const whole = facts;',
  },
  {
    name: 'the policy of every version is that of the oldest',
    point: 'default policy',
    file: can,
    from: 'withBootstrapPolicy(facts, settings.kubernetesVersion ?? facts.kubernetesVersion);',
    to: "withBootstrapPolicy(facts, '1.29');",
  },
  {
    name: 'the API server’s own roles replace changed ones',
    point: 'default policy',
    file: 'access/bootstrap/bootstrap.ts',
    from: 'roles: [...facts.roles, ...lacking(facts.roles, shipped.roles)],',
    to: 'roles: [...facts.roles, ...shipped.roles],',
  },
  {
    name: 'the API server’s own bindings stand beside changed ones',
    point: 'default policy',
    file: 'access/bootstrap/bootstrap.ts',
    from: 'bindings: [...facts.bindings, ...lacking(facts.bindings, shipped.bindings)],',
    to: 'bindings: [...facts.bindings, ...shipped.bindings],',
  },
];
