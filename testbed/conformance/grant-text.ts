// Reads the table's notation of grants into roles and bindings.
import type { ApiObject } from '../cluster/client.ts';
import type { Subject } from './subject.ts';

const GROUP = 'rbac.authorization.k8s.io';
const API_VERSION = `${GROUP}/v1`;
// SCOPE: RULE [NAMES] -> SUBJECT, of which only the rule must be there.
const GRANT = /^(?:([\w{}-]+): )?(.+?)(?: (\[.*\]))?(?: -> (\S+))?$/;

export interface GrantPlace {
  /** The case's own namespace. */
  readonly namespace: string;
  /** Of the grant's number: unique among the case's. */
  readonly name: string;
  readonly toSubject: (text: string | undefined) => Subject;
}

/** `deployments.apps/scale` as the resource `deployments/scale` of the group `apps`; without a dot, the core group. */
function resourceOf(text: string): { readonly group: string; readonly resource: string } {
  const slash = text.indexOf('/');
  const [word, sub] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
  const dot = word.indexOf('.');
  return dot < 0
    ? { group: '', resource: text }
    : { group: word.slice(dot + 1), resource: `${word.slice(0, dot)}${sub}` };
}

/** `VERBS RESOURCES`, with commas; resources of one rule share the group of the first. `VERBS /PATHS` is for URLs. */
function ruleOf(text: string, names: readonly string[]): object {
  const [verbs = '', what = ''] = text.split(' ');
  if (what.startsWith('/') || what === 'url:*')
    return { verbs: verbs.split(','), nonResourceURLs: what.replace('url:', '').split(',') };
  const resources = what.split(',').map(resourceOf);
  return {
    verbs: verbs.split(','),
    apiGroups: [...new Set(resources.map(({ group }) => group))],
    resources: resources.map(({ resource }) => resource),
    ...(names.length === 0 ? {} : { resourceNames: names }),
  };
}

interface Scope {
  /** Empty for a ClusterRoleBinding. */
  readonly bindingNamespace: string;
  readonly roleKind: 'Role' | 'ClusterRole';
}

/** No scope: Role and RoleBinding in the case's namespace; `bound`: a ClusterRole by a RoleBinding there; `cluster`; a namespace. */
function scopeOf(text: string | undefined, namespace: string): Scope {
  if (text === 'cluster') return { bindingNamespace: '', roleKind: 'ClusterRole' };
  if (text === 'bound') return { bindingNamespace: namespace, roleKind: 'ClusterRole' };
  return { bindingNamespace: text ?? namespace, roleKind: 'Role' };
}

const metadata = (name: string, namespace: string): object => (namespace === '' ? { name } : { name, namespace });

/** Name of a role: those of the whole cluster, and those outside the case's namespace, begin with it. */
function nameOf({ bindingNamespace, roleKind }: Scope, { namespace, name }: GrantPlace): string {
  return roleKind === 'Role' && bindingNamespace === namespace ? name : `${namespace}-${name}`;
}

/**
 * `[SCOPE: ]VERBS RESOURCES [NAMES as JSON][ -> SUBJECT]`, or `role KIND/NAME` in place of the rule, which binds a role that is
 * there, or is not. Without a subject, whoever asks.
 */
export function grantObjects(text: string, place: GrantPlace): ApiObject[] {
  const [, scopeText, rule = '', names = '[]', subject] = GRANT.exec(text) ?? [];
  const scope = scopeOf(scopeText, place.namespace);
  const name = nameOf(scope, place);
  const [, kind, existing] = /^role (Role|ClusterRole)\/(\S+)$/.exec(rule) ?? [];
  const roleRef = { apiGroup: GROUP, kind: kind ?? scope.roleKind, name: existing ?? name };
  const role = {
    apiVersion: API_VERSION,
    kind: scope.roleKind,
    metadata: metadata(name, scope.roleKind === 'Role' ? scope.bindingNamespace : ''),
    rules: [ruleOf(rule, JSON.parse(names) as string[])],
  };
  const binding = {
    apiVersion: API_VERSION,
    kind: scope.bindingNamespace === '' ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: metadata(`${place.namespace}-${place.name}`, scope.bindingNamespace),
    roleRef,
    subjects: [place.toSubject(subject)],
  };
  return (existing === undefined ? [role, binding] : [binding]) as ApiObject[];
}
