// Whoever may make a Deployment, plainly, by a free name or by changing one, is whoever single requests say: over random roles.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { userOf } from '../access/user.ts';
import { analyse } from '../analysis/analyse.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import { techniques } from '../techniques/list.ts';

const API = 'rbac.authorization.k8s.io';
const RUNS = 300;
const USED = techniques.filter(({ id }) => id === 'D2');
const NAMES = ['api', 'web', 'other'];

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'a' } };
const template = { spec: { containers: [{ name: 'c', image: 'c' }] } };
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a' },
  spec: { template },
};

const rule = fc.record({
  apiGroups: fc.constantFrom(['apps'], ['*'], ['']),
  resources: fc.constantFrom(['deployments'], ['deployments'], ['*'], ['jobs']),
  verbs: fc.constantFrom(
    ['create'],
    ['patch'],
    ['create', 'patch'],
    ['update', 'create'],
    ['get'],
    ['patch', 'delete'],
  ),
  resourceNames: fc.subarray(NAMES),
});

/** A role and its binding, in namespace `a` or `b`, or in the cluster. */
const granted = fc.record({
  namespace: fc.constantFrom('a', 'a', 'b', ''),
  user: fc.constantFrom('ann', 'bob'),
  rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
});

test('create by name equals single requests', () => {
  let holders = 0;
  fc.assert(
    fc.property(fc.array(granted, { minLength: 1, maxLength: 4 }), fc.boolean(), (roles, isThere) => {
      const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default', kubernetesVersion: '1.37' });
      const objects = roles.flatMap(({ namespace, user, rules }, index) => {
        const prefix = namespace === '' ? 'Cluster' : '';
        const metadata = { name: `r${index}`, ...(namespace !== '' && { namespace }) };
        const roleRef = { apiGroup: API, kind: `${prefix}Role`, name: `r${index}` };
        return [
          { apiVersion: `${API}/v1`, kind: `${prefix}Role`, metadata, rules },
          {
            apiVersion: `${API}/v1`,
            kind: `${prefix}RoleBinding`,
            metadata,
            roleRef,
            subjects: [{ apiGroup: API, kind: 'User', name: user }],
          },
        ];
      });
      [...objects, secret, ...(isThere ? [web] : [])].forEach((object, document) => builder.add(object, document));
      const exposure = analyse(builder.finish(), { techniques: USED });
      for (const id of ['user:ann', 'user:bob']) {
        const user = userOf(id);
        if (user === undefined || exposure.startNode(id) === undefined) continue;
        const may = (verb: string, name: string): boolean =>
          exposure.graph.world.authorizer.authorize(user, {
            verb,
            group: 'apps',
            resource: 'deployments',
            namespace: 'a',
            name,
          }).allowed === true;
        const free = NAMES.filter((name) => !isThere || name !== 'web');
        const brute =
          may('create', '') ||
          free.some((name) => may('create', name) && may('patch', name)) ||
          (isThere && (may('patch', 'web') || may('update', 'web')));
        const others = exposure.reachOf(id).filter((reached) => reached.id === 'secret:a/db');
        const isByJobs = others.some((other) => other.prove().steps[0]?.request?.resource !== 'deployments');
        if (brute) holders++;
        if (!isByJobs) expect(others.length > 0, `${id} makes a Deployment`).toBe(brute);
      }
    }),
    { numRuns: RUNS, seed: 5 },
  );
  expect(holders, 'a test in which nobody may compares nothing').toBeGreaterThan(RUNS / 4);
});
