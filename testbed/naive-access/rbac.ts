// A deliberately naive RBAC evaluator over raw Kubernetes objects, written from the specification; imports nothing of ours.

/** A request as in a SubjectAccessReview: `groups` is the whole list; `path` makes it a non-resource request. */
export interface NaiveRequest {
  user: string;
  groups: string[];
  verb: string;
  group?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  path?: string;
}

export interface RawRule {
  apiGroups?: string[] | null;
  resources?: string[] | null;
  resourceNames?: string[] | null;
  verbs?: string[] | null;
  nonResourceURLs?: string[] | null;
}

export interface RawSelector {
  matchLabels?: Record<string, string> | null;
  matchExpressions?: { key: string; operator: string; values?: string[] | null }[] | null;
}

/** The fields of Role, ClusterRole, RoleBinding and ClusterRoleBinding that authorization looks at. */
export interface RawObject {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> | null };
  rules?: RawRule[] | null;
  aggregationRule?: { clusterRoleSelectors?: RawSelector[] | null } | null;
  subjects?: { kind: string; name: string; namespace?: string }[] | null;
  roleRef?: { kind: string; name: string };
}

/** Would the RBAC authorizer (and the `system:masters` rule before it) allow the request? */
export function naiveAllows(objects: RawObject[], request: NaiveRequest): boolean {
  if (request.groups.includes('system:masters')) return true;
  for (const binding of objects) {
    if (!bindingCounts(binding, request)) continue;
    if (!(binding.subjects ?? []).some((subject) => isSubject(subject, binding, request))) continue;
    for (const rule of rulesOfRef(objects, binding)) {
      if (ruleAllows(rule, request)) return true;
    }
  }
  return false;
}

function bindingCounts(binding: RawObject, request: NaiveRequest): boolean {
  if (binding.kind === 'ClusterRoleBinding') return true;
  if (binding.kind !== 'RoleBinding') return false;
  if (request.path !== undefined) return false;
  return (
    request.namespace !== undefined && request.namespace !== '' && binding.metadata.namespace === request.namespace
  );
}

function isSubject(
  subject: { kind: string; name: string; namespace?: string },
  binding: RawObject,
  request: NaiveRequest,
): boolean {
  if (subject.kind === 'User') return subject.name === request.user;
  if (subject.kind === 'Group') return request.groups.includes(subject.name);
  if (subject.kind !== 'ServiceAccount') return false;
  const namespace = subject.namespace || (binding.kind === 'RoleBinding' ? binding.metadata.namespace : '');
  return !!namespace && request.user === `system:serviceaccount:${namespace}:${subject.name}`;
}

function rulesOfRef(objects: RawObject[], binding: RawObject): RawRule[] {
  for (const role of objects) {
    if (role.kind !== binding.roleRef?.kind || role.metadata.name !== binding.roleRef.name) continue;
    if (role.kind === 'ClusterRole') return naiveRules(objects, role);
    if (
      role.kind === 'Role' &&
      binding.kind === 'RoleBinding' &&
      role.metadata.namespace === binding.metadata.namespace
    ) {
      return role.rules ?? [];
    }
  }
  return [];
}

/**
 * The rules of a role; of an aggregated one, the rules of all ClusterRoles that selectors lead to. What an aggregated role
 * holds itself counts where nothing replaces it: all it leads to is empty, or leads back to it.
 */
export function naiveRules(objects: RawObject[], role: RawObject): RawRule[] {
  if (!role.aggregationRule) return role.rules ?? [];
  const rules: RawRule[] = [];
  for (const one of new Set([role, ...ledTo(objects, role)])) {
    const beyond = ledTo(objects, one);
    const isReplaced = beyond.some((other) => (other.rules ?? []).length > 0) && !beyond.includes(one);
    if (!isReplaced) rules.push(...(one.rules ?? []));
  }
  return rules;
}

/** The ClusterRoles that the role's selectors lead to, directly or through other aggregated roles; itself if they lead back. */
function ledTo(objects: RawObject[], role: RawObject): RawObject[] {
  const found: RawObject[] = [];
  const waiting = [role];
  while (waiting.length > 0) {
    const current = waiting.pop() as RawObject;
    for (const other of objects) {
      if (other === current || found.includes(other) || !selects(current, other)) continue;
      found.push(other);
      waiting.push(other);
    }
  }
  return found;
}

/** True when a selector of the aggregated role takes in the other. */
export function selects(role: RawObject, other: RawObject): boolean {
  if (other.kind !== 'ClusterRole') return false;
  return (role.aggregationRule?.clusterRoleSelectors ?? []).some((selector) =>
    selectorMatches(selector, other.metadata.labels ?? {}),
  );
}

function selectorMatches(selector: RawSelector, labels: Record<string, string>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const has = Object.hasOwn(labels, key);
    const listed = has && (values ?? []).includes(labels[key] as string);
    if (operator === 'In' && !listed) return false;
    if (operator === 'NotIn' && listed) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
    if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) return false;
  }
  return true;
}

function ruleAllows(rule: RawRule, request: NaiveRequest): boolean {
  const verbs = rule.verbs ?? [];
  if (!verbs.includes('*') && !verbs.includes(request.verb)) return false;
  return request.path === undefined ? resourceAllowed(rule, request) : pathAllowed(rule, request.path);
}

function resourceAllowed(rule: RawRule, request: NaiveRequest): boolean {
  const groups = rule.apiGroups ?? [];
  if (!groups.includes('*') && !groups.includes(request.group ?? '')) return false;
  const subresource = request.subresource ?? '';
  const full = subresource === '' ? request.resource : `${request.resource}/${subresource}`;
  const fits = (rule.resources ?? []).some(
    (resource) => resource === '*' || resource === full || (subresource !== '' && resource === `*/${subresource}`),
  );
  if (!fits) return false;
  const names = rule.resourceNames ?? [];
  return names.length === 0 || names.includes(request.name ?? '');
}

function pathAllowed(rule: RawRule, path: string): boolean {
  for (const url of rule.nonResourceURLs ?? []) {
    if (url === path) return true;
    if (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, ''))) return true;
  }
  return false;
}
