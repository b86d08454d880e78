// Random policies full of the known traps, and requests aimed at what they grant; imports nothing of ours.
import * as fc from 'fast-check';
import type { NaiveRequest, RawObject, RawRule } from './rbac.ts';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const someOf = <T>(arbitrary: fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: 0, maxLength: max });

const verbs = pick('get', 'get', 'get', 'list', 'patch', 'deletecollection', 'impersonate', '*', '*', 'GET', 'ge*');
const groups = pick('', '', '', '', 'apps', '*', 'core');
const resources = pick(
  'secrets',
  'secrets',
  'pods',
  'pods/exec',
  'pods/*',
  '*/exec',
  '*',
  'secret',
  'sec*',
  'namespaces',
  'secrets/*',
  'exec',
);
const names = pick('s', 's', 't', '', '*');
const namespaces = pick('a', 'a', 'b');
const roleNames = pick('one', 'two', 'three');
const labels = fc.dictionary(pick('k', 'l'), pick('x', 'y'), { maxKeys: 2 });

const resourceRule: fc.Arbitrary<RawRule> = fc.record({
  verbs: fc.array(verbs, { minLength: 1, maxLength: 3, size: 'max' }),
  apiGroups: fc.array(groups, { minLength: 1, maxLength: 2 }),
  resources: fc.array(resources, { minLength: 1, maxLength: 3, size: 'max' }),
  resourceNames: fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: someOf(names, 2) },
  ),
});
const pathRule: fc.Arbitrary<RawRule> = fc.record({
  verbs: fc.array(verbs, { minLength: 1, maxLength: 2 }),
  nonResourceURLs: fc.array(pick('/metrics', '/metrics*', '/healthz/*', '*', '/Metrics', '/api**'), {
    minLength: 1,
    maxLength: 2,
  }),
});
const rules = fc.array(fc.oneof({ weight: 4, arbitrary: resourceRule }, { weight: 1, arbitrary: pathRule }), {
  minLength: 1,
  maxLength: 4,
  size: 'max',
});

const expression = fc.record({
  key: pick('k', 'l'),
  operator: pick('In', 'NotIn', 'Exists', 'DoesNotExist', 'Equals'),
  values: someOf(pick('x', 'y'), 2),
});
const labelSelector = fc.record({ matchLabels: labels, matchExpressions: someOf(expression, 1) });
export const clusterRole: fc.Arbitrary<RawObject> = fc
  .record({
    name: roleNames,
    labels,
    rules,
    selectors: fc.option(fc.array(labelSelector, { minLength: 1, maxLength: 2 }), { freq: 3 }),
  })
  .map((one) => ({
    kind: 'ClusterRole',
    metadata: { name: one.name, labels: one.labels },
    rules: one.rules,
    ...(one.selectors === null ? {} : { aggregationRule: { clusterRoleSelectors: one.selectors } }),
  }));
const namespacedRole: fc.Arbitrary<RawObject> = fc
  .record({ name: roleNames, namespace: namespaces, rules })
  .map((one) => ({ kind: 'Role', metadata: { name: one.name, namespace: one.namespace }, rules: one.rules }));

const anySubject = fc.oneof(
  fc.record({ kind: fc.constant('User'), name: pick('u', 'u', 'v', 'g', 'system:serviceaccount:a:s') }),
  fc.record({ kind: fc.constant('Group'), name: pick('g', 'g', 'h', 'u', 'system:masters') }),
  fc.record({ kind: fc.constant('ServiceAccount'), name: pick('s', 't'), namespace: pick('a', 'b', '') }),
);
const subjects = fc.array(anySubject, { minLength: 1, maxLength: 3, size: 'max' });
const anyBinding: fc.Arbitrary<RawObject> = fc
  .record({
    cluster: fc.boolean(),
    namespace: namespaces,
    name: fc.uuid(),
    kind: pick('ClusterRole', 'ClusterRole', 'Role'),
    role: roleNames,
    subjects,
  })
  .map((one) => ({
    kind: one.cluster ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: one.name, ...(one.cluster ? {} : { namespace: one.namespace }) },
    roleRef: { kind: one.kind, name: one.role },
    subjects: one.subjects,
  }));

export const policy = fc
  .tuple(
    fc.array(fc.oneof(clusterRole, clusterRole, namespacedRole), { minLength: 3, maxLength: 8, size: 'max' }),
    fc.array(anyBinding, { minLength: 3, maxLength: 7, size: 'max' }),
  )
  .map(([roles, bindings]) => [...unique(roles), ...bindings]);

const caller = pick<{ user: string; groups: string[] }>(
  { user: 'u', groups: ['g', 'h'] },
  { user: 'u', groups: [] },
  { user: 'v', groups: ['g'] },
  { user: 'system:serviceaccount:a:s', groups: ['system:serviceaccounts', 'g'] },
  { user: 'nobody', groups: ['u'] },
  { user: 'g', groups: ['h'] },
  { user: 'nobody', groups: ['system:masters'] },
);
const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      group: pick('', '', '', 'apps'),
      resource: pick('secrets', 'secrets', 'pods', 'namespaces', 'exec'),
      subresource: pick('', '', '', 'exec', '*'),
      namespace: pick('a', 'a', 'b', ''),
      name: pick('s', 's', 't', '', '*'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ path: pick('/metrics', '/metrics/x', '/healthz', '/healthz/etcd', '/api') }) },
);
const blind: fc.Arbitrary<NaiveRequest> = fc
  .tuple(caller, pick('get', 'get', 'list', 'patch', 'deletecollection', 'impersonate'), target)
  .map(([who, verb, what]) => ({ ...who, verb, ...what }));
/** A request and how to aim it at the policy: which grant and subject, and which dimension stays as it was. */
export const shot = fc.record({
  blind,
  aimed: fc.integer({ min: 0, max: 9 }),
  grant: fc.nat(),
  subject: fc.nat(),
  kept: fc.nat({ max: 13 }),
});
export type Shot = typeof shot extends fc.Arbitrary<infer T> ? T : never;

/** Nine of ten requests ask for what some rule grants to some subject, most of them with one dimension off. */
export function aim(
  objects: readonly RawObject[],
  { blind: request, aimed, grant: chosen, subject: who, kept }: Shot,
): NaiveRequest {
  const grants = objects.flatMap((from) => rulesNear(objects, from).map((rule) => ({ from, rule })));
  const { from, rule } = grants[chosen % grants.length] ?? {};
  const subject = from?.subjects?.[who % from.subjects.length];
  if (aimed === 0 || subject === undefined || rule === undefined) return request;
  const { path: _path, ...rest } = request;
  const found = fromRule(rule, subject, from?.metadata.namespace ?? '');
  const dimension = (['user', 'groups', 'verb', 'group', 'resource', 'namespace', 'name'] as const)[kept];
  return { ...rest, ...found, ...(dimension === undefined ? {} : { [dimension]: request[dimension] ?? '' }) };
}

/** Resource rules that a binding may give: its role's own, and for an aggregated one those of any role. */
function rulesNear(objects: readonly RawObject[], from: RawObject): RawRule[] {
  const to = objects.find((one) => one.kind === from.roleRef?.kind && one.metadata.name === from.roleRef.name);
  const near = to?.aggregationRule === undefined ? [to] : objects;
  return near.flatMap((one) => one?.rules ?? []).filter((rule) => rule.resources !== undefined);
}

function fromRule(
  rule: RawRule,
  subject: { kind: string; name: string; namespace?: string },
  namespace: string,
): NaiveRequest {
  const [resource = '', subresource = ''] = (rule.resources?.[0] ?? '').split('/');
  const account = `system:serviceaccount:${subject.namespace || namespace}:${subject.name}`;
  return {
    user: subject.kind === 'User' ? subject.name : subject.kind === 'Group' ? 'nobody' : account,
    groups: subject.kind === 'Group' && subject.name !== 'system:masters' ? [subject.name] : [],
    verb: rule.verbs?.[0] ?? '',
    group: rule.apiGroups?.[0] ?? '',
    resource: resource === '*' ? 'pods' : resource,
    subresource,
    namespace,
    name: rule.resourceNames?.[0] ?? 's',
  };
}

/** Of several roles with one identity the last. */
export function unique(roles: readonly RawObject[]): RawObject[] {
  return [...new Map(roles.map((one) => [`${one.metadata.namespace ?? ''}/${one.metadata.name}`, one])).values()];
}
