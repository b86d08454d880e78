// An analysis on the basis of another one gives what it would give alone, whatever changed between their facts.
import { expect, test } from 'vitest';
import type { Facts } from '../facts/facts.ts';
import type { Exposure } from '../graph/exposure.ts';
import { clusterRoleManifest, onSecrets, roleManifest, secretManifest } from '../techniques/example-manifests.ts';
import { factsOf } from '../testing/facts-of.ts';
import { analyse } from './analyse.ts';

const SOURCE = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: source, labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true" } }
rules:
- ${onSecrets('get')}
---`;

const BIND_VIEW = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: viewers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects:
- { kind: User, name: ann }
---`;

const POD_MAKER = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: workflows.argoproj.io }
spec: { group: argoproj.io, scope: Namespaced, names: { kind: Workflow, plural: workflows } }
---`;

const onWorkflows = '{ apiGroups: [argoproj.io], resources: [workflows], verbs: [create] }';

const BEFORE =
  secretManifest() + roleManifest({ rules: [onSecrets('get'), onWorkflows] }) + clusterRoleManifest({ rules: [] });

function readers(exposure: Exposure): unknown {
  return exposure
    .assetIds()
    .map((id) => exposure.readersOf(exposure.targetNode(id) as number, id).map((reader) => [reader, reader.prove()]));
}

test.each<[string, (facts: Facts) => Facts]>([
  ['nothing', (facts) => facts],
  ['a rule', () => factsOf(secretManifest() + roleManifest({ rules: [onSecrets('list')] }))],
  ['a rule of the same role', (facts) => ({ ...facts, roles: facts.roles.map((role) => ({ ...role, rules: [] })) })],
  ['no binding', (facts) => ({ ...facts, bindings: [] })],
  ['what a shipped role aggregates', () => factsOf(BEFORE + BIND_VIEW + SOURCE)],
  ['a kind whose controller makes pods, which is asked about', () => factsOf(BEFORE + POD_MAKER)],
])('with %s changed', (_what, change) => {
  const facts = factsOf(BEFORE + BIND_VIEW);
  const changed = change(facts);
  const alone = readers(analyse(changed));
  expect(JSON.stringify(readers(analyse(changed, { basis: analyse(facts) })))).toBe(JSON.stringify(alone));
  expect(JSON.stringify(readers(analyse(facts, { basis: analyse(changed) })))).toBe(
    JSON.stringify(readers(analyse(facts))),
  );
});

test('the changes of the table change who reads and what is asked', () => {
  const who = (manifests: string): string[] => {
    const exposure = analyse(factsOf(manifests), { basis: analyse(factsOf(BEFORE + BIND_VIEW)) });
    return exposure.readersOf(exposure.targetNode('secret:shop/db') as number, 'secret:shop/db').map(({ id }) => id);
  };
  expect(who(BEFORE + BIND_VIEW)).not.toContain('user:ann');
  expect(who(BEFORE + BIND_VIEW + SOURCE)).toContain('user:ann');
  const asked = (manifests: string): number => analyse(factsOf(manifests)).graph.book.asks.length;
  expect(asked(BEFORE + POD_MAKER)).toBeGreaterThan(asked(BEFORE));
});
