// Servers that break off, stall, forget, refuse and lie: the answer holds what came whole, and coverage says exactly what did not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { FakeApiServer } from '../../../../testbed/fake-api/server.ts';
import type { KubeObject } from '../../../../testbed/fake-api/resources.ts';
import { FaultProxy } from '../../../../testbed/fault-proxy/proxy.ts';
import type { Fault, FaultProxySettings, Passed } from '../../../../testbed/fault-proxy/proxy.ts';
import { covered, readLive } from '../testing/read-live.ts';
import type { LiveOptions, LiveRead } from '../testing/read-live.ts';

const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const NAMESPACE = 'faults';
const NAMES = Array.from({ length: 12 }, (_, index) => `r-${String(index).padStart(2, '0')}`);
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const OBJECTS: KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  ...NAMES.map((name) => ({ ...RBAC, kind: 'Role', metadata: { name, namespace: NAMESPACE }, rules })),
];
const ROLES = `roles.rbac.authorization.k8s.io in namespace ${NAMESPACE}`;
const PAGE = 3;

/** The number of the page of roles that is asked for, from 1; 0 for any other request. */
function pageOfRoles({ path }: Passed, seen: string[]): number {
  if (!path.includes(`/namespaces/${NAMESPACE}/roles?`)) return 0;
  if (!seen.includes(path)) seen.push(path);
  return seen.indexOf(path) + 1;
}

type Behind = Omit<FaultProxySettings, 'fault'>;

/** Reads through a proxy that breaks pages of roles; other requests pass. */
async function readBroken(
  behind: Behind,
  fault: (page: number, passed: Passed) => Fault | undefined,
  options: LiveOptions = {},
): Promise<LiveRead & { readonly pages: readonly number[] }> {
  const seen: string[] = [];
  const pages: number[] = [];
  await using proxy = await FaultProxy.start({
    ...behind,
    fault: (passed) => {
      const page = pageOfRoles(passed, seen);
      if (page > 0) pages.push(page);
      return page === 0 ? undefined : fault(page, passed);
    },
  });
  const read = await readLive(proxy.url, { namespace: NAMESPACE, pageObjects: PAGE, ...options });
  return { ...read, pages };
}

const rolesOf = ({ facts }: LiveRead): string[] =>
  facts.roles.filter(({ namespace }) => namespace === NAMESPACE).map(({ name }) => name);

function remarks({ facts }: LiveRead): string[] {
  return facts.coverage.filter(({ object }) => object !== undefined).map(({ what }) => what);
}

/** Adds an object that is far over the limit to a page. */
function withHugeObject(body: string): string {
  const list = JSON.parse(body) as { items: unknown[] };
  list.items.splice(1, 0, {
    metadata: { name: 'huge', namespace: NAMESPACE, annotations: { huge: 'x'.repeat(100_000_000) } },
  });
  return JSON.stringify(list);
}

/** Each fault, whatever the server behind. */
function defineFaults(behind: () => Behind): void {
  test('none: all pages, in their order', async () => {
    const read = await readBroken(behind(), () => undefined);
    expect(read.pages).toEqual([1, 2, 3, 4]);
    expect(rolesOf(read)).toEqual(NAMES);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
    expect(read.waits).toEqual([]);
  });

  test('a connection that is cut mid-page once: the page is asked for again, and nothing stands twice', async () => {
    const read = await readBroken(behind(), (page, { times }) =>
      page === 2 && times === 1 ? { cutAt: 0.6 } : undefined,
    );
    expect(read.pages).toEqual([1, 2, 2, 3, 4]);
    expect(rolesOf(read)).toEqual(NAMES);
    expect(remarks(read)).toEqual([]);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
  });

  test('a connection that is always cut: what came whole stays, once each', async () => {
    const read = await readBroken(behind(), (page) => (page === 2 ? { cutAt: 0.6 } : undefined));
    expect(read.pages).toEqual([1, 2, 2, 2]);
    expect(rolesOf(read).slice(0, PAGE)).toEqual(NAMES.slice(0, PAGE));
    expect(rolesOf(read).length).toBeLessThan(2 * PAGE);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'partial', reason: 'the connection was cut' });
    expect(remarks(read)).toEqual([]);
  });

  test('no first byte: the list is not read', async () => {
    const read = await readBroken(behind(), () => ({ cutAt: 0 }));
    expect(rolesOf(read)).toEqual([]);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'not-read', reason: 'the connection was cut' });
  });

  test('a page that stalls: the time limit of a request ends it, and the rest is read', async () => {
    const read = await readBroken(behind(), (page) => (page === 2 ? { stallAt: 0.6 } : undefined), {
      requestMs: 300,
    });
    expect(rolesOf(read).slice(0, PAGE)).toEqual(NAMES.slice(0, PAGE));
    expect(covered(read.facts, ROLES)).toEqual({ state: 'partial', reason: 'no whole answer within 0.3 seconds' });
    expect(covered(read.facts, `serviceaccounts in namespace ${NAMESPACE}`)).toEqual({ state: 'read' });
  });

  test('an error of the server that passes: twice as long a pause each time', async () => {
    const read = await readBroken(behind(), (page, { times }) =>
      page === 3 && times <= 3 ? { status: 500 } : undefined,
    );
    expect(rolesOf(read)).toEqual(NAMES);
    expect(read.waits).toEqual([250, 500, 1000]);
  });

  test('an error of the server that stays', async () => {
    const read = await readBroken(behind(), (page) => (page === 3 ? { status: 500 } : undefined));
    expect(rolesOf(read)).toEqual(NAMES.slice(0, 2 * PAGE));
    expect(covered(read.facts, ROLES)).toEqual({ state: 'partial', reason: 'the server answered 500' });
    expect(read.waits).toEqual([250, 500, 1000, 2000]);
  });

  test('too many requests: Retry-After is obeyed', async () => {
    const busy = { status: 429, headers: { 'retry-after': '7' } };
    const read = await readBroken(behind(), (page, { times }) => (page === 1 && times === 1 ? busy : undefined));
    expect(rolesOf(read)).toEqual(NAMES);
    expect(read.waits).toEqual([7000]);
  });

  test('a state that expired (410): the list is read again from its start, and nothing stands twice', async () => {
    const read = await readBroken(behind(), (page, { times }) =>
      page === 3 && times === 1 ? { status: 410 } : undefined,
    );
    expect(read.pages.slice(0, 5)).toEqual([1, 2, 3, 1, 2]);
    expect(rolesOf(read)).toEqual(NAMES);
    expect(remarks(read)).toEqual([]);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
  });

  test('a state that always expires: the pages before stay', async () => {
    const read = await readBroken(behind(), (_, { path }) =>
      path.includes('continue=') ? { status: 410 } : undefined,
    );
    expect(read.pages.filter((page) => page === 1)).toHaveLength(3);
    expect(rolesOf(read)).toEqual(NAMES.slice(0, PAGE));
    expect(covered(read.facts, ROLES)?.state).toBe('partial');
    expect(covered(read.facts, ROLES)?.reason).toContain('410 Gone) 3 times');
  });

  test('malformed JSON once: the page is asked for again', async () => {
    const broken = { change: (body: string): string => body.replace('"items":[{', '"items":[{{') };
    const read = await readBroken(behind(), (page, { times }) => (page === 2 && times === 1 ? broken : undefined));
    expect(rolesOf(read)).toEqual(NAMES);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
  });

  test.each<[string, (body: string) => string]>([
    ['half a page', (body) => body.slice(0, body.length / 2)],
    ['a page of HTML', () => '<html>Please log in</html>'],
    ['an empty page', () => ''],
  ])('malformed JSON that stays: %s', async (_, change) => {
    const read = await readBroken(behind(), (page) => (page === 2 ? { change } : undefined));
    expect(rolesOf(read).slice(0, PAGE)).toEqual(NAMES.slice(0, PAGE));
    expect(rolesOf(read).length).toBeLessThan(2 * PAGE);
    expect(covered(read.facts, ROLES)?.state).toBe('partial');
    expect(JSON.stringify(read.facts.coverage)).not.toContain('log in');
  });

  test('an object of 100 MB is left out, and the others are read', async () => {
    const read = await readBroken(behind(), (page) => (page === 2 ? { change: withHugeObject } : undefined));
    expect(rolesOf(read)).toEqual(NAMES);
    expect(covered(read.facts, ROLES)?.reason).toMatch(/^1 object was not read: /);
  });

  test('a redirect is not followed', async () => {
    const away = { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
    const read = await readBroken(behind(), () => away);
    expect(covered(read.facts, ROLES)).toEqual({ state: 'not-read', reason: 'the server answered 302' });
  });

  test('a server that goes away: the rest is not asked for', async () => {
    const gone = new Error('the proxy is closed');
    let close: () => Promise<void> = () => Promise.reject(gone);
    await using proxy = await FaultProxy.start({
      ...behind(),
      fault: ({ path }) => {
        if (path.includes('/roles?')) void close();
        return undefined;
      },
    });
    close = () => proxy[Symbol.asyncDispose]();
    const { facts } = await readLive(proxy.url, { namespace: NAMESPACE, pageObjects: PAGE });
    const reasons = facts.coverage.map(({ what, reason }) => `${what}: ${reason ?? 'read'}`);
    expect(reasons).toContain(`pods in namespace ${NAMESPACE}: read`);
    expect(
      reasons.filter((reason) => reason.endsWith('not asked for: the server had stopped answering')).length,
    ).toBeGreaterThan(2);
  });

  test('an interrupt keeps what is done', async () => {
    const abort = new AbortController();
    const read = await readBroken(
      behind(),
      (page) => {
        if (page === 3) abort.abort();
        return undefined;
      },
      { signal: abort.signal },
    );
    expect(rolesOf(read)).toEqual(NAMES.slice(0, 2 * PAGE));
    expect(covered(read.facts, ROLES)).toEqual({ state: 'not-read', reason: 'the run was interrupted' });
    expect(covered(read.facts, `services in namespace ${NAMESPACE}`)?.reason).toBe('the run was interrupted');
  });
}

describe('a fake API server behind a proxy', () => {
  let fake: FakeApiServer;
  beforeAll(async () => {
    fake = await FakeApiServer.start({ objects: OBJECTS });
  });
  afterAll(() => fake[Symbol.asyncDispose]());
  defineFaults(() => ({ url: fake.url }));
});

describe.skipIf(!hasCluster('1.37'))('a real API server behind a proxy (needs kubernetes-1.37)', () => {
  let behind: Behind;
  beforeAll(async () => {
    behind = await withCluster('1.37', async (cluster) => {
      await cluster.apply(...OBJECTS);
      const { admin, endpoint } = cluster;
      const pair = admin.credentials.certificate;
      return { url: endpoint.url, tls: { ca: endpoint.authority, cert: pair?.certificate, key: pair?.key } };
    });
  });
  defineFaults(() => behind);
});
