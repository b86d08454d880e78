// The direct readers that the graph finds equal brute force: every position, each of the six disclosing verbs, by the naive evaluator.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { policy } from '../../../../testbed/naive-access/random-policy.ts';
import { naiveAllows, type RawObject } from '../../../../testbed/naive-access/rbac.ts';
import { userOf } from '../access/user.ts';
import { analyse } from '../analysis/analyse.ts';
import type { RoleFact } from '../facts/rbac.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import { techniques } from '../techniques/list.ts';

const DIRECT = techniques.filter(({ id }) => /^A[1-8]$/.test(id));
const RUNS = 400;
const SECRETS = ['a', 'b'].flatMap((namespace) => ['s', 't'].map((name) => ({ namespace, name })));

/** A request that discloses the Secret: by name, by a field selector on the name, or over all of the namespace or cluster. */
function disclosures(namespace: string, name: string): { verb: string; namespace: string; name: string }[] {
  const byName = ['get', 'patch', 'delete', 'list', 'watch'].map((verb) => ({ verb, namespace, name }));
  const nameless = ['list', 'watch', 'deletecollection'].map((verb) => ({ verb, namespace, name: '' }));
  return [...byName, ...nameless];
}

test('direct readers equal brute force over random policies', () => {
  let readers = 0;
  fc.assert(
    fc.property(policy, (drawn: RawObject[]) => {
      const objects = drawn.map(named);
      const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default', kubernetesVersion: '1.37' });
      const secrets = SECRETS.map((metadata) => ({ apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque' }));
      [...objects.map(withGroup), ...secrets].forEach((object, document) => builder.add(object, document));
      const exposure = analyse(builder.finish(), { techniques: DIRECT });
      // An aggregated role may take in shipped ones, so the naive evaluator is given those too.
      const all = [...objects, ...exposure.graph.world.facts.roles.filter(({ expected }) => expected).map(rawRole)];
      for (const { namespace, name } of SECRETS) {
        const id = `secret:${namespace}/${name}`;
        const found = new Set(exposure.readersOf(exposure.targetNode(id) as number, id).map((reader) => reader.id));
        for (const position of exposure.positions) {
          const user = userOf(position.id);
          if (user === undefined || exposure.controlPlane.shipped.has(position.id)) continue;
          const brute = disclosures(namespace, name).some((request) =>
            naiveAllows(all, { user: user.name, groups: [...user.groups], group: '', resource: 'secrets', ...request }),
          );
          expect(found.has(position.id), `${position.id} reads ${id}`).toBe(brute);
          if (brute) readers++;
        }
      }
    }),
    { numRuns: RUNS, seed: 11 },
  );
  expect(readers, 'a test in which nobody reads compares nothing').toBeGreaterThan(RUNS);
});

function withGroup(object: RawObject): RawObject & { apiVersion: string } {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', ...object };
}

/** Of two objects with one name the later counts, for us; the naive evaluator would count both. Rules beside an aggregation are a dump's. */
function named(object: RawObject, index: number): RawObject {
  if (object.aggregationRule) return { ...object, rules: [] };
  return object.kind.endsWith('Binding')
    ? { ...object, metadata: { ...object.metadata, name: `binding-${index}` } }
    : object;
}

function rawRole({ objectKind, namespace, name, rules, labels, aggregation }: RoleFact): RawObject {
  const selectors = aggregation?.map(({ matchLabels, matchExpressions }) => ({
    matchLabels: Object.fromEntries(matchLabels),
    matchExpressions: matchExpressions.map((expression) => ({ ...expression, values: [...expression.values] })),
  }));
  return {
    kind: objectKind,
    metadata: { name, ...(namespace !== '' && { namespace }), labels: Object.fromEntries(labels) },
    rules: rules.map((rule) => ({
      apiGroups: [...rule.apiGroups],
      resources: [...rule.resources],
      resourceNames: [...rule.resourceNames],
      verbs: [...rule.verbs],
      nonResourceURLs: [...rule.nonResourceURLs],
    })),
    ...(selectors !== undefined && { aggregationRule: { clusterRoleSelectors: selectors } }),
  };
}
