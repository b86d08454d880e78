// What a real server does in the middle of a list: it ends credentials (401) and lets go of a list's state (410).
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { compactEtcd } from '../../../../testbed/cluster/compact-etcd.ts';
import type { Flags } from '../../../../testbed/cluster/server-process.ts';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import type { Version } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withCluster, withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { FaultProxy } from '../../../../testbed/fault-proxy/proxy.ts';
import { covered, readLive } from '../testing/read-live.ts';
import type { LiveRead } from '../testing/read-live.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const NAMESPACE = 'mid-run';
const LISTS = `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/roles?`;
const ROLES = `roles.rbac.authorization.k8s.io in namespace ${NAMESPACE}`;
const API_GROUP = 'rbac.authorization.k8s.io';
const RBAC = { apiVersion: `${API_GROUP}/v1` };
const PAGE = 3;
const THIRD = 3;
const NAMES = Array.from({ length: 12 }, (_, index) => `r-${String(index).padStart(2, '0')}`);
const rules = [{ apiGroups: [API_GROUP], resources: ['roles'], verbs: ['list'] }];
const metadata = (name: string): { name: string; namespace: string } => ({ name, namespace: NAMESPACE });
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  ...NAMES.map((name) => ({ ...RBAC, kind: 'Role', metadata: metadata(name), rules })),
  {
    ...RBAC,
    kind: 'RoleBinding',
    metadata: metadata('accounts'),
    roleRef: { apiGroup: API_GROUP, kind: 'Role', name: NAMES[0] },
    subjects: [{ apiGroup: API_GROUP, kind: 'Group', name: `system:serviceaccounts:${NAMESPACE}` }],
  },
];

/** Newer servers keep states of their own for a while, and would not notice. */
const STATES_IN_ETCD: Readonly<Record<Version, Flags>> = {
  '1.37': { 'feature-gates': 'ListFromCacheSnapshot=false' },
  '1.30': {},
};

interface ReadThrough extends LiveRead {
  /** Numbers of the pages of roles, as they were asked for. */
  readonly pages: readonly number[];
}

/** Reads the roles page by page; `event` happens once, when the third page is asked for and has not been answered. */
async function readWith(cluster: Cluster, user: object, event: () => Promise<void>): Promise<ReadThrough> {
  const { endpoint, admin } = cluster;
  const isToken = Object.keys(user).length > 0;
  const pair = isToken ? undefined : admin.credentials.certificate;
  const pages: number[] = [];
  await using proxy = await FaultProxy.start({
    url: endpoint.url,
    tls: { ca: endpoint.authority, cert: pair?.certificate, key: pair?.key },
    fault: async ({ path, times }) => {
      if (!path.startsWith(LISTS)) return undefined;
      const last = pages.at(-1) ?? 0;
      const isFirst = !path.includes('continue=');
      const page = isFirst ? 1 : times > 1 ? last : last + 1;
      const isEvent = page === THIRD && !pages.includes(THIRD);
      pages.push(page);
      if (isEvent) await event();
      return undefined;
    },
  });
  const read = await readLive(proxy.url, { user, namespace: NAMESPACE, pageObjects: PAGE });
  return { ...read, pages };
}

const rolesOf = ({ facts }: LiveRead): string[] =>
  facts.roles.filter(({ namespace }) => namespace === NAMESPACE).map(({ name }) => name);

/** A token that ends when its account, or the Secret that it is bound to, is deleted. */
async function tokenOf({ admin }: Cluster, account: string, secret: string): Promise<string> {
  const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${account}/token`;
  const spec = { audiences: [], boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name: secret } };
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const { status, text } = await admin.client.send('POST', path, body);
  expect(status).toBe(201);
  return (JSON.parse(text) as { readonly status: { readonly token: string } }).status.token;
}

/** The server believes a token for ten seconds after it has looked at it: waits until it no longer does. */
async function ended(cluster: Cluster, object: string, token: string): Promise<void> {
  await cluster.admin.client.send('DELETE', `/api/v1/namespaces/${NAMESPACE}/${object}`);
  const { client } = cluster.withToken(token);
  await waitUntil('the token to end', async () => (await client.send('GET', '/version')).status === 401);
}

describe.each(VERSIONS)('version %s', (version) => {
  describe.skipIf(!hasCluster(version))(`credentials that end (needs kubernetes-${version})`, () => {
    const named = (kind: string, name: string): ApiObject => ({ apiVersion: 'v1', kind, metadata: metadata(name) });

    test('the Secret that a token is bound to is deleted: what came before stays, and the rest is refused', async () => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(...OBJECTS, named('ServiceAccount', 'leashed'), named('Secret', 'leash'));
        const token = await tokenOf(cluster, 'leashed', 'leash');
        const read = await readWith(cluster, { token }, () => ended(cluster, 'secrets/leash', token));
        expect(read.pages).toEqual([1, 2, 3]);
        expect(rolesOf(read)).toEqual(NAMES.slice(0, 2 * PAGE));
        const reason = 'the server no longer accepts the credentials (401 Unauthorized)';
        expect(covered(read.facts, ROLES)).toEqual({ state: 'partial', reason });
        expect(JSON.stringify(read.facts.coverage)).not.toContain(token);
      });
    });

    test('an account is deleted, and its token file renewed: nothing is lost', async () => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(...OBJECTS, ...['old', 'new'].map((name) => named('ServiceAccount', name)));
        await cluster.apply(named('Secret', 'kept'));
        const token = await tokenOf(cluster, 'old', 'kept');
        const next = await tokenOf(cluster, 'new', 'kept');
        const folder = tempFolder();
        folder.put({ token });
        const tokenFile = `${folder.path}/token`;
        const read = await readWith(cluster, { tokenFile }, async () => {
          await ended(cluster, 'serviceaccounts/old', token);
          writeFileSync(tokenFile, next);
        });
        folder.remove();
        expect(read.pages).toEqual([1, 2, 3, 3, 4]);
        expect(rolesOf(read)).toEqual(NAMES);
        expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
      });
    });
  });

  describe.skipIf(!hasCluster(version))(`a list’s state (needs kubernetes-${version})`, () => {
    /** Something changes, so that there is a newer state than the list's. */
    const changed = async (cluster: Cluster, data: object): Promise<string> => {
      const [object] = await cluster.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('newer'), data });
      return String(object?.metadata?.['resourceVersion']);
    };

    test('is kept while etcd keeps it, and gone when etcd is compacted: read again from its start', async () => {
      await withOwnCluster(version, { flags: STATES_IN_ETCD[version] }, async (cluster) => {
        await cluster.apply(...OBJECTS);
        const kept = await readWith(cluster, {}, async () => void (await changed(cluster, { a: '1' })));
        expect(kept.pages).toEqual([1, 2, 3, 4]);
        const gone = await readWith(cluster, {}, async () =>
          compactEtcd(cluster.etcd, await changed(cluster, { a: '2' })),
        );
        expect(gone.pages).toEqual([1, 2, 3, 1, 2, 3, 4]);
        for (const read of [kept, gone]) {
          expect(rolesOf(read)).toEqual(NAMES);
          expect(covered(read.facts, ROLES)).toEqual({ state: 'read' });
        }
        expect(gone.facts.coverage.filter(({ object }) => object !== undefined)).toEqual([]);
      });
    });
  });
});
