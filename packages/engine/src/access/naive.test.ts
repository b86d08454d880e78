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
import { aim, clusterRole, policy, shot, unique } from '../../../../testbed/naive-access/random-policy.ts';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import { createAuthorizer } from './authorizer.ts';
import type { AccessRequest } from './request.ts';
import { ruleAllows } from './rule.ts';
import { binding, factsOf, role } from './test-facts.ts';

const RUNS = 6000;
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
