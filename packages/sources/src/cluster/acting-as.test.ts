// Acting as someone else: what is sent, what is said, and which right is missing where the server refuses.
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { FakeApiServer, send } from '../../../../testbed/fake-api/server.ts';
import type { Asked } from '../../../../testbed/fake-api/server.ts';
import type { ClusterSettings } from '../cluster-settings.ts';
import { readCluster } from '../read-cluster.ts';
import { covered, readLive } from '../testing/read-live.ts';
import type { LiveOptions } from '../testing/read-live.ts';
import { ClusterError } from './cluster-error.ts';

const faultOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof ClusterError) return `${error.trouble}: ${error.message}`;
      throw error;
    },
  );

/** Lines of one request that name whom to act as. */
function actingLines({ rawHeaders }: Asked): string[] {
  return rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && name.startsWith('impersonate') ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
  );
}

describe('what is sent', () => {
  async function linesOf(
    user: object,
    options: LiveOptions,
  ): Promise<{ lines: string[][]; notices: readonly string[] }> {
    await using fake = await FakeApiServer.start({ objects: [] });
    const { notices } = await readLive(fake.url, { user, ...options });
    const distinct = new Set(fake.asked.map((asked) => JSON.stringify(actingLines(asked))));
    return { lines: [...distinct].map((text) => JSON.parse(text) as string[]), notices };
  }

  const OF_KUBECONFIG = { as: 'ann', 'as-groups': ['of-file'], 'as-uid': '7' };
  test.each<[string, object, LiveOptions, string[], string]>([
    ['nothing', {}, {}, [], ''],
    ['a user', {}, { as: 'bob' }, ['impersonate-user: bob'], ' as bob'],
    [
      'groups',
      {},
      { as: 'bob', asGroups: ['a,b', 'c'] },
      ['impersonate-user: bob', 'impersonate-group: a,b', 'impersonate-group: c'],
      ' as bob in groups a,b, c',
    ],
    [
      'a user in place of the kubeconfig’s, whose other fields stay, as for kubectl',
      OF_KUBECONFIG,
      { as: 'bob' },
      ['impersonate-user: bob', 'impersonate-group: of-file', 'impersonate-uid: 7'],
      ' as bob in group of-file',
    ],
    [
      'groups in place of the kubeconfig’s',
      OF_KUBECONFIG,
      { asGroups: ['g'] },
      ['impersonate-user: ann', 'impersonate-group: g', 'impersonate-uid: 7'],
      ' as ann in group g',
    ],
  ])('%s, with every request, and it is said first', async (_, user, options, expected, said) => {
    const { lines, notices } = await linesOf(user, options);
    expect(lines).toEqual([expected]);
    expect(notices[0]).toMatch(/^context test, server \S+, user tester/);
    expect(notices[0]?.split('user tester')[1]).toBe(`${said}: read-only, nothing is created or changed`);
  });

  test.each<[object, LiveOptions]>([
    [{}, { asGroups: ['g'] }],
    [{ 'as-groups': ['g'] }, {}],
    [{ 'as-uid': '7' }, {}],
  ])('nobody to act as is refused before any request: %j %j', async (user, options) => {
    await using fake = await FakeApiServer.start({ objects: [] });
    const fault = await faultOf(readLive(fake.url, { user, ...options }));
    expect(fault).toMatch(
      /^settings: groups, a uid or extra fields are to be impersonated in context test, and no user/,
    );
    expect(fake.asked).toEqual([]);
  });
});

describe('where the server refuses', () => {
  /** Refuses all that is asked as someone else; of the caller's own rights it says `may`. */
  async function refusedBy(user: object, may: boolean): Promise<string> {
    await using fake = await FakeApiServer.start({
      objects: [],
      intercept: (asked, response) => {
        const isReview = asked.path.endsWith('/selfsubjectaccessreviews');
        if (isReview) send(response, { status: { allowed: may } }, false, 201);
        else if (actingLines(asked).length > 0) send(response, {}, false, 403);
        return isReview || actingLines(asked).length > 0;
      },
    });
    return await faultOf(readLive(fake.url, { user }));
  }
  const EVERYTHING = { as: 'ann', 'as-groups': ['a', 'b'], 'as-uid': '7', 'as-user-extra': { Scope: ['x'] } };

  test('every right that is missing is named', async () => {
    expect(await refusedBy(EVERYTHING, false)).toBe(
      'unreachable: user tester may not act as ann: it lacks impersonate on users ann, groups a, groups b, ' +
        'uids.authentication.k8s.io 7, userextras/scope.authentication.k8s.io x',
    );
    expect(await refusedBy({ as: 'system:serviceaccount:shop:app' }, false)).toContain(
      'it lacks impersonate on serviceaccounts app in namespace shop',
    );
  });

  test('for another reason, none is', async () => {
    expect(await refusedBy(EVERYTHING, true)).toMatch(/^unreachable: cannot read .*: the server answered 403/);
  });
});

const ACTOR = 'acting-actor';
const READER = 'acting-reader';
const NAMESPACE = 'acting';
const API_GROUP = 'rbac.authorization.k8s.io';
const RBAC = { apiVersion: `${API_GROUP}/v1` };
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    ...RBAC,
    kind: 'ClusterRole',
    metadata: { name: ACTOR },
    rules: [{ apiGroups: [''], resources: ['users'], resourceNames: [READER], verbs: ['impersonate'] }],
  },
  {
    ...RBAC,
    kind: 'ClusterRoleBinding',
    metadata: { name: ACTOR },
    roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: ACTOR },
    subjects: [{ apiGroup: API_GROUP, kind: 'User', name: ACTOR }],
  },
  {
    ...RBAC,
    kind: 'Role',
    metadata: { name: READER, namespace: NAMESPACE },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }],
  },
  {
    ...RBAC,
    kind: 'RoleBinding',
    metadata: { name: READER, namespace: NAMESPACE },
    roleRef: { apiGroup: API_GROUP, kind: 'Role', name: READER },
    subjects: [{ apiGroup: API_GROUP, kind: 'User', name: READER }],
  },
];

async function readAs(cluster: Cluster, options: Partial<ClusterSettings>): ReturnType<typeof readCluster> {
  return await readCluster(
    {
      kubeconfig: cluster.as({ user: ACTOR }).kubeconfig,
      namespace: NAMESPACE,
      secretValues: false,
      agent: 'watertight/test',
      surroundings: { env: {}, home: '' },
      onNotice: () => undefined,
      ...options,
    },
    { defaultNamespace: 'default' },
  );
}

describe.each(VERSIONS)('version %s', (version) => {
  describe.skipIf(!hasCluster(version))(`a real API server (needs kubernetes-${version})`, () => {
    test('reads with the other’s rights, and not with those of the caller', async () => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(...OBJECTS);
        const notices: string[] = [];
        const { facts } = await readAs(cluster, { as: READER, onNotice: (line) => notices.push(line) });
        expect(notices[0]).toContain(`user testbed as ${READER}: read-only`);
        expect(notices[1]).toContain(`${READER} may list 1 of `);
        expect(covered(facts, `configmaps in namespace ${NAMESPACE}`)).toEqual({ state: 'read' });
        const own = await readAs(cluster, {});
        expect(covered(own.facts, `configmaps in namespace ${NAMESPACE}`)?.state).toBe('not-read');
      });
    });

    test.each<[LiveOptions, string]>([
      [{ as: 'someone-else' }, 'may not act as someone-else: it lacks impersonate on users someone-else'],
      [{ as: READER, asGroups: ['devs'] }, `may not act as ${READER}: it lacks impersonate on groups devs`],
    ])('%j is refused: the right that is missing is named', async (options, expected) => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(...OBJECTS);
        expect(await faultOf(readAs(cluster, options))).toBe(`unreachable: user testbed ${expected}`);
      });
    });
  });
});
