// A real API server as source: what rights, Tables, discovery and pages really look like.
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { readCluster } from '../read-cluster.ts';
import type { SourcesRead } from '../read-sources.ts';
import { covered } from '../testing/read-live.ts';

const MARKED = 'marked-value-0451';
const NAMESPACE = 'live-source';
const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const API_GROUP = 'rbac.authorization.k8s.io';
const USER = 'live-reader';

const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'runners.live-source.example.com' },
    spec: {
      group: 'live-source.example.com',
      scope: 'Namespaced',
      names: { kind: 'Runner', plural: 'runners', singular: 'runner' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/basic-auth',
    metadata: { name: 'login', namespace: NAMESPACE, annotations: { copy: MARKED } },
    stringData: { username: 'u', password: MARKED },
  },
  ...['a', 'b', 'c', 'd', 'e'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: NAMESPACE },
    data: { key: name },
  })),
  {
    ...RBAC,
    kind: 'Role',
    metadata: { name: 'reader', namespace: NAMESPACE },
    rules: [{ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['list'] }],
  },
  {
    ...RBAC,
    kind: 'RoleBinding',
    metadata: { name: 'reader', namespace: NAMESPACE },
    roleRef: { apiGroup: API_GROUP, kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'User', apiGroup: API_GROUP, name: USER }],
  },
];
const RUNNER = {
  apiVersion: 'live-source.example.com/v1',
  kind: 'Runner',
  metadata: { name: 'nightly', namespace: NAMESPACE },
  spec: { template: { spec: { serviceAccountName: 'runner', containers: [{ name: 'c', image: 'i' }] } } },
};

interface Live extends SourcesRead {
  readonly notices: readonly string[];
}

async function read(kubeconfig: string, more: object = {}): Promise<Live> {
  const notices: string[] = [];
  const result = await readCluster(
    {
      kubeconfig,
      secretValues: false,
      agent: 'watertight/test',
      surroundings: { env: {}, home: '' },
      onNotice: (line) => notices.push(line),
      pageObjects: 2,
      ...more,
    },
    { defaultNamespace: 'default' },
  );
  return { ...result, notices };
}

const ours = <T extends { readonly namespace: string; readonly name: string }>(items: readonly T[]): T[] =>
  items.filter(({ namespace }) => namespace === NAMESPACE);

/** A definition is served a moment after it was created. */
async function applied(cluster: Cluster): Promise<void> {
  await cluster.apply(...OBJECTS);
  await expect.poll(() => cluster.apply(RUNNER), { timeout: 30_000 }).toBeDefined();
}

describe.each(VERSIONS)('version %s', (version) => {
  describe.skipIf(!hasCluster(version))(`a real API server (needs kubernetes-${version})`, () => {
    test('as administrator: every page, custom kinds, Secrets by name and type', async () => {
      await withCluster(version, async (cluster) => {
        await applied(cluster);
        const { facts, notices, snapshot } = await read(cluster.admin.kubeconfig);
        expect(notices[1]).toMatch(/^kubernetes-admin may list (\d+) of \1 kinds; of Secrets, names and types/);
        expect(facts.kubernetesVersion).toBe(version);
        expect(ours(facts.configMaps).map(({ name }) => name)).toEqual(
          expect.arrayContaining(['a', 'b', 'c', 'd', 'e']),
        );
        expect(ours(facts.workloads)).toMatchObject([{ objectKind: 'Runner', name: 'nightly' }]);
        expect(ours(facts.secrets)).toMatchObject([
          { name: 'login', type: 'kubernetes.io/basic-auth', keys: [], keysUnknown: true },
        ]);
        expect(facts.coverage.filter(({ state }) => state === 'not-read')).toEqual([]);
        expect([...snapshot()].join('')).not.toContain(MARKED);
      });
    });

    test('with values asked for: keys and lengths, and still no value', async () => {
      await withCluster(version, async (cluster) => {
        await applied(cluster);
        const { facts, snapshot } = await read(cluster.admin.kubeconfig, { secretValues: true, namespace: NAMESPACE });
        expect(ours(facts.secrets)[0]?.keys).toEqual([
          { name: 'password', length: MARKED.length },
          { name: 'username', length: 1 },
        ]);
        expect([...snapshot()].join('')).not.toContain(MARKED);
      });
    });

    test('as someone with rights in one namespace: that is read, the rest is named', async () => {
      await withCluster(version, async (cluster) => {
        await applied(cluster);
        const { kubeconfig } = cluster.as({ user: USER });
        const { facts, notices } = await read(kubeconfig, { namespace: NAMESPACE });
        expect(notices[1]).toContain(`${USER} may list 2 of `);
        expect(ours(facts.configMaps)).toHaveLength(facts.configMaps.length);
        expect(ours(facts.secrets)).toMatchObject([{ name: 'login', type: 'kubernetes.io/basic-auth' }]);
        expect(covered(facts, `configmaps in namespace ${NAMESPACE}`)).toEqual({ state: 'read' });
        expect(covered(facts, `pods in namespace ${NAMESPACE}`)?.state).toBe('not-read');
        expect(covered(facts, 'nodes')?.state).toBe('not-read');
      });
    });

    test('nothing was changed, and no Secret’s content left the server', async () => {
      await withCluster(version, async (cluster) => {
        await applied(cluster);
        await read(cluster.admin.kubeconfig);
        const own = cluster.audit().filter((event) => 'userAgent' in event && event.userAgent === 'watertight/test');
        const reviews = new Set(['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews']);
        const changing = own.filter(({ verb }) => !['get', 'list'].includes(verb));
        expect(changing.every(({ objectRef }) => reviews.has(objectRef?.resource ?? ''))).toBe(true);
        const plain = own.filter(
          ({ objectRef, requestURI }) => objectRef?.resource === 'secrets' && !requestURI.includes(NAMESPACE),
        );
        expect(plain.length).toBeGreaterThan(0);
        const bodies = JSON.stringify(plain);
        expect(bodies).not.toContain(Buffer.from(MARKED).toString('base64'));
      });
    });
  });
});
