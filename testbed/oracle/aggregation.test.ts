// What becomes of an aggregated role's own rules: a real controller, the authorizers' program and our engine say the same.
import { describe, expect, it } from 'vitest';
import { builtGoProgram } from '../build/go-program.ts';
import { hasCluster } from '../cluster/versions.ts';
import { waitUntil } from '../cluster/wait-until.ts';
import { withCluster } from '../cluster/with-cluster.ts';
import { Authorizers, AUTHORIZERS_FOLDER } from './authorizers.ts';
import { ENGINE } from './engine.ts';
import { factsOf } from './our-answers.ts';
import { RBAC_GROUP, RBAC_VERSION, type RawBinding, type RawRole, type World } from './worlds/objects.ts';

const ROLES = `/apis/${RBAC_VERSION}/clusterroles`;
const program = builtGoProgram(AUTHORIZERS_FOLDER);

const label = (name: string): string => `oracle.example.org/${name}`;

/** A ClusterRole that may get the resources; one that selects is aggregated. */
function role(name: string, resources: readonly string[], selected: readonly string[] = []): RawRole {
  const rules = resources.map((resource) => ({ verbs: ['get'], apiGroups: [''], resources: [resource] }));
  const clusterRoleSelectors = selected.map((other) => ({ matchLabels: { [label(other)]: 'true' } }));
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRole',
    metadata: { name: `oracle-${name}`, labels: { [label(name)]: 'true' } },
    rules,
    ...(selected.length === 0 ? {} : { aggregationRule: { clusterRoleSelectors } }),
  };
}

// The roles that give nothing stand first: the controller has looked at them when it fills the last.
const CASES: readonly (readonly [RawRole, readonly string[]])[] = [
  [role('empty', []), []],
  [role('full', ['pods']), ['pods']],
  [role('of-nothing', ['secrets'], ['nobody']), ['secrets']],
  [role('of-empty', ['secrets'], ['empty']), ['secrets']],
  [role('of-full', ['secrets'], ['full']), ['pods']],
  [role('of-empty-nested', ['secrets'], ['of-none']), ['secrets']],
  [role('of-none', [], ['empty']), []],
  [role('first', ['secrets'], ['second']), ['secrets', 'pods']],
  [role('second', ['secrets'], ['first', 'full']), ['secrets', 'pods']],
  [role('last', ['secrets'], ['full']), ['pods']],
];

function bindingOf({ metadata: { name } }: RawRole): RawBinding {
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: RBAC_GROUP, kind: 'User', name }],
  };
}

const roles = CASES.map(([one]) => one);
const WORLD: World = { roles, bindings: roles.map(bindingOf), others: [] };
const QUESTIONS = roles.flatMap(({ metadata: { name } }) =>
  ['secrets', 'pods'].map((resource) => ({ user: name, verb: 'get', group: '', resource, name: 'x' })),
);
const EXPECTED = CASES.flatMap(([, given]) => ['secrets', 'pods'].map((resource) => given.includes(resource)));

it('the engine', () => {
  const can = ENGINE.createCan(factsOf(ENGINE, WORLD));
  const answers = QUESTIONS.map((question) => can.answer(question));
  expect(answers.map((answer) => 'allowed' in answer && answer.allowed)).toEqual(EXPECTED);
});

it.skipIf(program === undefined)('the authorizers’ program (needs authorizers)', async () => {
  const authorizers = new Authorizers(program ?? '');
  const questions = QUESTIONS.map(({ user, ...attributes }) => ({ user, attributes }));
  const { answers } = await authorizers.ask([...WORLD.bindings, ...WORLD.roles], questions);
  await authorizers.close();
  expect(answers.map(({ decision }) => decision === 'allow')).toEqual(EXPECTED);
});

describe.skipIf(!hasCluster('1.37'))('a real server (needs kubernetes-1.37)', () => {
  it('has a controller that does the same', async () => {
    await withCluster('1.37', async (cluster) => {
      await cluster.apply(...roles.map((one) => ({ ...one, metadata: { ...one.metadata } })));
      const resourcesOf = async (name: string): Promise<string[]> => {
        const { rules } = (await cluster.get(`${ROLES}/${name}`)) as { rules?: RawRole['rules'] };
        return (rules ?? []).flatMap(({ resources = [] }) => resources);
      };
      const settled = ['oracle-last', 'oracle-first'].map((name) =>
        waitUntil(`${name} is filled`, async () => (await resourcesOf(name)).includes('pods')),
      );
      await Promise.all(settled);
      const held = await Promise.all(roles.map(({ metadata: { name } }) => resourcesOf(name)));
      expect(held.map((resources) => resources.toSorted())).toEqual(CASES.map(([, given]) => given.toSorted()));
    });
  });
});
