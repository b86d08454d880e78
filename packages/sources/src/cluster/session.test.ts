// What of a cluster is read by whom: discovery, rights, namespaces, Secrets without content, and what coverage says of each.
import { describe, expect, test } from 'vitest';
import { FakeApiServer } from '../../../../testbed/fake-api/server.ts';
import type { Asked, FakeSettings } from '../../../../testbed/fake-api/server.ts';
import type { KubeObject } from '../../../../testbed/fake-api/resources.ts';
import { covered, readLive } from '../testing/read-live.ts';
import type { LiveOptions, LiveRead } from '../testing/read-live.ts';

const MARKED = 'marked-value-0451';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const object = (kind: string, name: string, namespace?: string, more: object = {}, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  ...more,
});

const OBJECTS: KubeObject[] = [
  object('Namespace', 'shop'),
  object('Namespace', 'web'),
  object('Pod', 'a', 'shop', { spec: { containers: [{ name: 'c', image: 'i' }] } }),
  object('Pod', 'b', 'web', { spec: { containers: [{ name: 'c', image: 'i' }] } }),
  object('Secret', 'db', 'shop', { type: 'Opaque', data: { password: base64(MARKED) } }),
  object('Secret', 'robot', 'web', { type: 'kubernetes.io/service-account-token', data: { token: base64(MARKED) } }),
  object('Node', 'n1'),
  object(
    'CustomResourceDefinition',
    'rollouts.argoproj.io',
    undefined,
    {
      spec: {
        group: 'argoproj.io',
        scope: 'Namespaced',
        names: { kind: 'Rollout', plural: 'rollouts' },
        versions: [{ name: 'v1alpha1' }],
      },
    },
    'apiextensions.k8s.io/v1',
  ),
  object(
    'Rollout',
    'canary',
    'shop',
    { spec: { template: { spec: { serviceAccountName: 'deployer', containers: [{ name: 'c', image: 'i' }] } } } },
    'argoproj.io/v1alpha1',
  ),
];

async function read(
  settings: Partial<FakeSettings> = {},
  options: LiveOptions = {},
): Promise<LiveRead & { readonly fake: FakeApiServer }> {
  await using fake = await FakeApiServer.start({ objects: OBJECTS, ...settings });
  const live = await readLive(fake.url, options);
  expect(fake.unexpected).toEqual([]);
  return { ...live, fake };
}

const named = (items: readonly { readonly name: string }[]): string[] => items.map(({ name }) => name).toSorted();
const pathsOf = ({ asked }: FakeApiServer): string[] => asked.map(({ method, path }) => `${method} ${path}`);

describe('everything', () => {
  test.each([[true], [false]])('kinds come from discovery, custom ones too (aggregated: %s)', async (aggregated) => {
    const { facts, fake } = await read({ aggregated });
    expect(named(facts.workloads)).toEqual(['a', 'b', 'canary']);
    expect(facts.podSpecs.map(({ serviceAccount }) => serviceAccount)).toContain('deployer');
    expect(facts.kubernetesVersion).toBe('1.34');
    expect(pathsOf(fake)).not.toContain('GET /api/v1/events');
    expect(facts.coverage.filter(({ state }) => state === 'not-read')).toEqual([]);
  });

  test('nothing is asked for but lists, reviews and discovery, and nothing is sent but reviews', async () => {
    const { fake } = await read();
    const posts = fake.asked.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('/').at(-1));
    expect(new Set(posts)).toEqual(new Set(['selfsubjectaccessreviews', 'selfsubjectreviews']));
    expect(fake.asked.every(({ headers }) => headers['user-agent'] === 'watertight/test')).toBe(true);
    expect(fake.asked.every(({ path, query }) => !query.has('limit') || !path.includes('/namespaces/'))).toBe(true);
  });

  test('says first which cluster, as whom, read-only; then what may be listed', async () => {
    const { notices, fake } = await read();
    expect(notices).toEqual([
      `context test, server http://${fake.asked[0]?.headers.host}, user tester: read-only, nothing is created or changed`,
      'fake-user may list 30 of 30 kinds; of Secrets, names and types but no values',
    ]);
  });

  test('the version given wins over the server’s, the server’s over the kubelets’', async () => {
    const node = object('Node', 'n2', undefined, { status: { nodeInfo: { kubeletVersion: 'v1.31.0' } } });
    expect((await read({ objects: [...OBJECTS, node], version: 'v1.33.1-eks-1' })).facts.kubernetesVersion).toBe(
      '1.33',
    );
  });
});

describe('Secrets', () => {
  const secretsOf = ({ facts }: LiveRead): unknown =>
    facts.secrets.map(({ name, type, keys, keysUnknown }) => ({ name, type, keys: keys.length, keysUnknown }));

  test('are asked for as a Table: names and types, no content', async () => {
    const live = await read();
    expect(secretsOf(live)).toEqual([
      { name: 'db', type: 'Opaque', keys: 0, keysUnknown: true },
      { name: 'robot', type: 'kubernetes.io/service-account-token', keys: 0, keysUnknown: true },
    ]);
    const accepts = live.fake.asked.filter(({ path }) => path === '/api/v1/secrets').map(({ accept }) => accept);
    expect(new Set(accepts)).toEqual(new Set(['application/json;as=Table;g=meta.k8s.io;v=v1']));
    expect(covered(live.facts, 'secrets')?.reason).toMatch(/^names and types only/);
  });

  test('as metadata where the server prints no Table: their types are not known, and that is said', async () => {
    const live = await read({ tables: false });
    expect(secretsOf(live)).toEqual([
      { name: 'db', type: '', keys: 0, keysUnknown: true },
      { name: 'robot', type: '', keys: 0, keysUnknown: true },
    ]);
    const accepts = live.fake.asked.filter(({ path }) => path === '/api/v1/secrets').map(({ accept }) => accept);
    expect(accepts.at(-1)).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
    expect(live.facts.coverage.find(({ what }) => what === 'secrets')).toMatchObject({
      state: 'partial',
      reason: expect.stringMatching(/^names only: types/),
      list: { kind: '/Secret' },
    });
  });

  test('with their content where asked: keys and lengths are kept, values are not', async () => {
    const live = await read({}, { secretValues: true });
    expect(live.facts.secrets[0]).toMatchObject({ keys: [{ name: 'password', length: MARKED.length }] });
    expect(live.facts.secrets[0]).not.toHaveProperty('keysUnknown');
    expect(covered(live.facts, 'secrets')).toEqual({ state: 'read' });
    for (const text of [MARKED, base64(MARKED)]) {
      expect(JSON.stringify(live.facts)).not.toContain(text);
      expect(live.snapshot).not.toContain(text);
    }
  });

  test('keep no annotation but those that name objects: what else is a value cannot be told', async () => {
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { p: MARKED } }),
      'example.com/copy': MARKED,
      'kubernetes.io/service-account.name': 'boss',
    };
    const secret = { ...object('Secret', 's', 'shop'), metadata: { name: 's', namespace: 'shop', annotations } };
    const { facts, snapshot } = await read({ objects: [secret] });
    expect([...(facts.secrets[0]?.annotations ?? [])]).toEqual([['kubernetes.io/service-account.name', 'boss']]);
    expect(facts.secrets[0]?.lastApplied).toBe(true);
    expect(snapshot).not.toContain(MARKED);
  });
});

describe('rights', () => {
  test('a kind that may not be listed at all is not read, and no request for it is made', async () => {
    const { facts, fake, notices } = await read({ mayList: (resource) => resource !== 'nodes' });
    expect(facts.nodes).toEqual([]);
    expect(pathsOf(fake)).not.toContain('GET /api/v1/nodes');
    expect(facts.coverage.find(({ what }) => what === 'nodes')).toEqual({
      source: 'cluster:test',
      what: 'nodes',
      state: 'not-read',
      reason: 'forbidden: the caller may not list it',
      list: { kind: '/Node' },
    });
    expect(notices[1]).toContain('may list 29 of 30 kinds; not: nodes;');
  });

  test('no right on Secrets is needed', async () => {
    const { facts, fake, notices } = await read({ mayList: (resource) => resource !== 'secrets' });
    expect(facts.secrets).toEqual([]);
    expect(covered(facts, 'secrets')).toMatchObject({ state: 'not-read' });
    expect(notices[1]).toContain('of Secrets, the names that others refer to, and more where');
    expect(fake.asked.some(({ path }) => path.endsWith('/secrets'))).toBe(false);
  });

  test('where only single namespaces may be listed, those are', async () => {
    const { facts, fake } = await read({
      mayList: (resource, namespace) => !['pods', 'secrets'].includes(resource) || namespace === 'shop',
    });
    expect(named(facts.workloads)).toEqual(['a', 'canary']);
    expect(named(facts.secrets)).toEqual(['db']);
    expect(pathsOf(fake)).toContain('GET /api/v1/namespaces/shop/pods');
    expect(pathsOf(fake)).not.toContain('GET /api/v1/namespaces/web/pods');
    expect(facts.coverage.find(({ what }) => what === 'pods')).toMatchObject({
      state: 'partial',
      reason: 'not read, or not whole, in 1 of 2 namespaces (web): forbidden: the caller may not list it',
      list: { kind: '/Pod', namespaces: ['web'] },
    });
    expect(covered(facts, 'secrets')?.reason).toMatch(/namespaces \(web\): forbidden.*; in the others names and types/);
  });

  test('where namespaces may not be listed either, the context’s own is read, and the others are not known', async () => {
    const { facts } = await read({
      mayList: (resource, namespace) => resource !== 'namespaces' && (resource !== 'pods' || namespace === 'default'),
    });
    expect(facts.coverage.find(({ what }) => what === 'pods')).toMatchObject({
      state: 'partial',
      reason: 'namespaces other than default are not known, since they cannot be listed',
      list: { kind: '/Pod', except: 'default' },
    });
  });

  /** Refuses what is asked for so. */
  const refusing = (isRefused: (asked: Asked) => boolean): Partial<FakeSettings> => ({
    intercept: (asked, response) => {
      if (isRefused(asked)) response.writeHead(403).end('{}');
      return isRefused(asked);
    },
  });

  test('a list that is refused in spite of the review is not read', async () => {
    const { facts } = await read(refusing(({ path }) => path === '/api/v1/pods'));
    expect(covered(facts, 'pods')).toEqual({ state: 'not-read', reason: 'forbidden (403)' });
  });

  test('a server that answers no review is asked for the lists themselves', async () => {
    const { facts } = await read(refusing(({ method }) => method === 'POST'));
    expect(named(facts.workloads)).toEqual(['a', 'b', 'canary']);
  });
});

describe('-n', () => {
  test('limits the lists of kinds that have namespaces, and says so', async () => {
    const { facts, fake, notices } = await read({}, { namespace: 'shop' });
    expect(named(facts.workloads)).toEqual(['a', 'canary']);
    expect(named(facts.nodes)).toEqual(['n1']);
    expect(pathsOf(fake)).not.toContain('GET /api/v1/pods');
    expect(covered(facts, 'pods in namespace shop')).toEqual({ state: 'read' });
    expect(facts.coverage.find(({ what }) => what === 'other namespaces')).toMatchObject({
      state: 'partial',
      list: { kind: '*', except: 'shop' },
    });
    expect(notices[1]).toContain('those of namespaces in shop only');
  });

  test('what may not be listed there is not read', async () => {
    const { facts } = await read(
      { mayList: (resource, namespace) => namespace === undefined || resource !== 'pods' },
      { namespace: 'shop' },
    );
    expect(facts.coverage.find(({ what }) => what === 'pods in namespace shop')).toMatchObject({
      state: 'not-read',
      list: { kind: '/Pod', namespaces: ['shop'] },
    });
  });
});

test('a snapshot holds no address and no token', async () => {
  const { snapshot, fake } = await read({}, { user: { token: MARKED } });
  expect(snapshot).not.toContain(MARKED);
  expect(snapshot).not.toContain(fake.asked[0]?.headers.host);
});
