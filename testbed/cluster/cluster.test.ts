// Shows that the testbed is a real cluster: authentication, RBAC, the node authorizer, tokens, controllers, audit log.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ApiObject, Client } from './client.ts';
import type { Cluster } from './cluster.ts';
import { hasCluster, VERSIONS } from './versions.ts';
import { waitUntil } from './wait-until.ts';
import { withCluster } from './with-cluster.ts';

const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const TOKEN_PATH = '/serviceaccounts/caller/token';

async function allowed(client: Client, user: string, groups: readonly string[], verb: string): Promise<unknown> {
  const spec = { user, groups, resourceAttributes: { verb, resource: 'secrets', namespace: 'testbed-rbac' } };
  const { body } = await client.send('POST', REVIEWS, {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec,
  });
  return (body['status'] as { readonly allowed: boolean }).allowed;
}

const namespace = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

const secret = (name: string, at: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: at },
  stringData: { word: 'not-a-secret' },
});

/** A Role with one rule, bound to a group. */
function grant(at: string, group: string, rule: object): ApiObject[] {
  const metadata = { name: group, namespace: at };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: group };
  return [
    { apiVersion, kind: 'Role', metadata, rules: [rule] },
    { apiVersion, kind: 'RoleBinding', metadata, subjects, roleRef },
  ];
}

const READ = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] };

async function statusOf(client: Client, path: string): Promise<number> {
  return (await client.send('GET', path)).status;
}

/** A pod on a node, which uses one Secret; there is no kubelet, so it never runs. */
const pod = (at: string, node: string, used: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'user', namespace: at },
  spec: {
    nodeName: node,
    containers: [{ name: 'main', image: 'example.test/none', envFrom: [{ secretRef: { name: used } }] }],
  },
});

const node = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });

async function newToken(cluster: Cluster, at: string): Promise<string> {
  await cluster.apply(namespace(at), {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'caller', namespace: at },
  });
  const path = `/api/v1/namespaces/${at}${TOKEN_PATH}`;
  const { body } = await cluster.admin.client.send('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 600 },
  });
  return (body['status'] as { readonly token: string }).token;
}

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  describe.skipIf(!hasCluster(version))(`a cluster (needs kubernetes-${version})`, () => {
    test('is of this version', async () => {
      await withCluster(version, async (cluster) => {
        const { gitVersion } = await cluster.get('/version');
        expect(String(gitVersion).split('.').slice(0, 2).join('.')).toBe(`v${version}`);
      });
    });

    test('RBAC allows what a role grants, and a review says the same', async () => {
      await withCluster(version, async (cluster) => {
        const at = 'testbed-rbac';
        await cluster.apply(namespace(at), secret('held', at), ...grant(at, 'readers', READ));
        const path = `/api/v1/namespaces/${at}/secrets/held`;
        const ann = { user: 'ann', groups: ['readers'] };
        expect(await statusOf(cluster.as(ann).client, path)).toBe(200);
        expect(await statusOf(cluster.as({ user: 'ann' }).client, path)).toBe(403);
        expect(await statusOf(cluster.anonymous.client, path)).toBe(403);
        expect(await allowed(cluster.admin.client, 'ann', ['readers'], 'get')).toBe(true);
        expect(await allowed(cluster.admin.client, 'ann', ['readers'], 'delete')).toBe(false);
        expect(await allowed(cluster.admin.client, 'ann', [], 'get')).toBe(false);
      });
    });

    test('a requested token is its account; a broken one is nobody', async () => {
      await withCluster(version, async (cluster) => {
        const at = 'testbed-token';
        const token = await newToken(cluster, at);
        await cluster.apply(secret('held', at), ...grant(at, `system:serviceaccounts:${at}`, READ));
        const path = `/api/v1/namespaces/${at}/secrets`;
        expect(await statusOf(cluster.withToken(token).client, path)).toBe(200);
        expect(await statusOf(cluster.withToken(token).client, '/api/v1/namespaces/default/secrets')).toBe(403);
        expect(await statusOf(cluster.withToken(`${token}x`).client, path)).toBe(401);
      });
    });

    test('a node reads what its pods use and no more, and may change no other node', async () => {
      await withCluster(version, async (cluster) => {
        const at = 'testbed-node';
        await cluster.apply(namespace(at), secret('used', at), secret('unused', at), node('mine'), node('other'));
        await cluster.apply(pod(at, 'mine', 'used'));
        const kubelet = cluster.as({ user: 'system:node:mine', groups: ['system:nodes'] }).client;
        const secrets = `/api/v1/namespaces/${at}/secrets`;
        await waitUntil(
          'the node authorizer to see the pod',
          async () => (await statusOf(kubelet, `${secrets}/used`)) === 200,
        );
        expect(await statusOf(kubelet, `${secrets}/unused`)).toBe(403);
        const label = { metadata: { labels: { 'example.test/mark': 'x' } } };
        const patch = { contentType: 'application/merge-patch+json' };
        expect((await kubelet.send('PATCH', '/api/v1/nodes/mine', label, patch)).status).toBe(200);
        const refused = await kubelet.send('PATCH', '/api/v1/nodes/other', label, patch);
        expect(refused.status).toBe(403);
      });
    });

    test('NodeRestriction refuses what the node authorizer lets through', async () => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(node('restricted'));
        const kubelet = cluster.as({ user: 'system:node:restricted', groups: ['system:nodes'] }).client;
        const patch = { contentType: 'application/merge-patch+json' };
        const label = { metadata: { labels: { 'node-restriction.kubernetes.io/x': 'y' } } };
        const refused = await kubelet.send('PATCH', '/api/v1/nodes/restricted', label, patch);
        expect(refused.status).toBe(403);
        expect(refused.text).toContain('is not allowed to modify labels: node-restriction.kubernetes.io/x');
      });
    });

    test('controllers run, each with an account of its own', async () => {
      await withCluster(version, async (cluster) => {
        await cluster.apply(namespace('testbed-controllers'));
        const account = '/api/v1/namespaces/testbed-controllers/serviceaccounts/default';
        await waitUntil('the default account', async () => (await statusOf(cluster.admin.client, account)) === 200);
        const users = new Set(cluster.audit().map(({ user }) => user.username));
        expect(users).toContain('system:serviceaccount:kube-system:service-account-controller');
        expect(users).toContain('system:serviceaccount:kube-system:clusterrole-aggregation-controller');
      });
    });

    test('aggregation fills a ClusterRole', async () => {
      await withCluster(version, async (cluster) => {
        const apiVersion = 'rbac.authorization.k8s.io/v1';
        const labels = { 'example.test/part-of': version };
        await cluster.apply(
          { apiVersion, kind: 'ClusterRole', metadata: { name: 'testbed-part', labels }, rules: [READ] },
          {
            apiVersion,
            kind: 'ClusterRole',
            metadata: { name: 'testbed-whole' },
            aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels }] },
          },
        );
        const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/testbed-whole';
        const rules = await waitUntil(
          'the rules',
          async () => (await cluster.get(path))['rules'] as object[] | null | undefined,
        );
        expect(rules).toEqual([READ]);
      });
    });

    test('the audit log shows who read a Secret, with the answer', async () => {
      await withCluster(version, async (cluster) => {
        const at = 'testbed-audit';
        await cluster.apply(namespace(at), secret('seen', at), ...grant(at, 'auditees', READ));
        const path = `/api/v1/namespaces/${at}/secrets/seen`;
        await cluster.as({ user: 'eve', groups: ['auditees'] }).client.send('GET', path);
        await cluster.as({ user: 'mallory' }).client.send('GET', path);
        const read = cluster.audit().filter(({ verb, objectRef }) => verb === 'get' && objectRef?.namespace === at);
        const secretReads = read.filter(({ objectRef }) => objectRef?.resource === 'secrets');
        expect(secretReads.map(({ user, responseStatus }) => [user.username, responseStatus?.code])).toEqual([
          ['eve', 200],
          ['mallory', 403],
        ]);
        expect(secretReads[0]?.responseObject).toMatchObject({ kind: 'Secret', metadata: { name: 'seen' } });
      });
    });

    test('a kubeconfig holds what a client needs, for its owner only', async () => {
      await withCluster(version, async (cluster) => {
        const config = JSON.parse(readFileSync(cluster.as({ user: 'ann' }).kubeconfig, 'utf8')) as {
          readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
        };
        expect(config.clusters[0]?.cluster.server).toBe(cluster.url);
      });
    });
  });
});
