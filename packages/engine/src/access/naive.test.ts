// Random policies full of the known traps: our authorizer must say what the naive evaluator says, each time.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  naiveAllows,
  naiveRules,
  type NaiveRequest,
  type RawObject,
  type RawRule,
} from '../../../../testbed/naive-access/rbac.ts';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import { createAuthorizer } from './authorizer.ts';
import type { AccessRequest } from './request.ts';
import { ruleAllows } from './rule.ts';
import { binding, factsOf, role } from './test-facts.ts';

const RUNS = 6000;
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
const clusterRole: fc.Arbitrary<RawObject> = fc
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

const policy = fc
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
const shot = fc.record({
  blind,
  aimed: fc.integer({ min: 0, max: 9 }),
  grant: fc.nat(),
  subject: fc.nat(),
  kept: fc.nat({ max: 13 }),
});
type Shot = typeof shot extends fc.Arbitrary<infer T> ? T : never;

/** Nine of ten requests ask for what some rule grants to some subject, most of them with one dimension off. */
function aim(
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

it('says what the naive evaluator says', () => {
  let asked = 0;
  let allowed = 0;
  fc.assert(
    fc.property(policy, fc.array(shot, { minLength: 8, maxLength: 8 }), (objects, shots) => {
      const authorizer = createAuthorizer(toFacts(objects), { kubernetesVersion: '1.37' });
      for (const one of shots.map((each) => aim(objects, each))) {
        const decision = authorizer.authorize({ name: one.user, groups: one.groups }, toRequest(one));
        expect(decision.allowed).toBe(naiveAllows(objects, one));
        if (decision.by !== undefined) expectCited(decision.by, one);
        asked++;
        if (decision.allowed) allowed++;
      }
    }),
    { numRuns: RUNS, seed: 20240607 },
  );
  // A test in which nearly everything is refused, or allowed, would compare nothing.
  expect(allowed / asked).toBeGreaterThan(0.3);
  expect(allowed / asked).toBeLessThan(0.7);
});

it('gives each role the rules that the naive evaluator gives it', () => {
  fc.assert(
    fc.property(fc.array(clusterRole, { maxLength: 5 }), (objects) => {
      const raw = unique(objects);
      const facts = toFacts(raw);
      const { roles } = createAuthorizer(facts);
      facts.roles.forEach((one, index) => {
        const ours = roles
          .rulesOf(one)
          .map((effective) => JSON.stringify(effective.rule))
          .toSorted();
        const theirs = naiveRules(raw, raw[index] as RawObject)
          .map((rule) => JSON.stringify(toRule(rule)))
          .toSorted();
        expect(ours).toEqual(theirs);
      });
    }),
    { numRuns: 3000, seed: 7 },
  );
});

/** The cited subject, role and rule must be enough by themselves. */
function expectCited(
  by: NonNullable<ReturnType<ReturnType<typeof createAuthorizer>['authorize']>['by']>,
  one: NaiveRequest,
): void {
  const cited = by.binding.subjects[by.subjectIndex];
  const user =
    cited?.kind === 'ServiceAccount' ? `system:serviceaccount:${cited.namespace}:${cited.name}` : cited?.name;
  expect(cited?.kind === 'Group' ? one.groups : [one.user]).toContain(user);
  expect(by.role.name).toBe(by.binding.roleName);
  const rule = by.roleOfRule.rules[by.ruleIndex];
  expect(rule !== undefined && ruleAllows(rule, toRequest(one))).toBe(true);
  expect(by.evidence.at(-1)).toEqual({ object: by.roleOfRule, pointer: `/rules/${by.ruleIndex}` });
}

function unique(roles: readonly RawObject[]): RawObject[] {
  return [...new Map(roles.map((one) => [`${one.metadata.namespace ?? ''}/${one.metadata.name}`, one])).values()];
}

function toRequest(one: NaiveRequest): AccessRequest {
  if (one.path !== undefined) return { verb: one.verb, path: one.path };
  return {
    verb: one.verb,
    group: one.group ?? '',
    resource: one.resource ?? '',
    subresource: one.subresource ?? '',
    namespace: one.namespace ?? '',
    name: one.name ?? '',
  };
}

function toFacts(objects: readonly RawObject[]) {
  return factsOf({
    roles: objects.filter((one) => one.kind.endsWith('Role')).map(toRole),
    bindings: objects.filter((one) => one.kind.endsWith('Binding')).map(toBinding),
  });
}

function toRole(one: RawObject): RoleFact {
  const { name, namespace } = one.metadata;
  const aggregation = one.aggregationRule?.clusterRoleSelectors?.map((selector) => ({
    matchLabels: new Map(Object.entries(selector.matchLabels ?? {})),
    matchExpressions: (selector.matchExpressions ?? []).map((e) => ({
      key: e.key,
      operator: e.operator,
      values: e.values ?? [],
    })),
  }));
  return role(
    one.kind === 'Role' ? `role:${namespace}/${name}` : `clusterrole:${name}`,
    (one.rules ?? []).map(toRule),
    {
      labels: new Map(Object.entries(one.metadata.labels ?? {})),
      ...(aggregation === undefined ? {} : { aggregation }),
    },
  );
}

function toRule(rule: RawRule) {
  return {
    apiGroups: rule.apiGroups ?? [],
    resources: rule.resources ?? [],
    resourceNames: rule.resourceNames ?? [],
    verbs: rule.verbs ?? [],
    nonResourceURLs: rule.nonResourceURLs ?? [],
  };
}

function toBinding(one: RawObject): BindingFact {
  const { name, namespace = '' } = one.metadata;
  const id = one.kind === 'RoleBinding' ? `rolebinding:${namespace}/${name}` : `clusterrolebinding:${name}`;
  const given = (one.subjects ?? []).map((subject) =>
    subject.kind === 'ServiceAccount'
      ? `ServiceAccount/${subject.namespace || namespace}/${subject.name}`
      : `${subject.kind}/${subject.name}`,
  );
  return binding(id, `${one.roleRef?.kind}/${one.roleRef?.name}`, given);
}
