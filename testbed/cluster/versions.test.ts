// Shows what the older version decides otherwise: the reason that there are two.
import { describe, expect, test } from 'vitest';
import type { ApiObject, Client } from './client.ts';
import type { Cluster } from './cluster.ts';
import { hasCluster } from './versions.ts';
import { waitUntil } from './wait-until.ts';
import { withCluster } from './with-cluster.ts';

const AT = 'testbed-versions';
const NODE = 'versions';
const SECRETS = `/api/v1/namespaces/${AT}/secrets`;
const PODS = `/api/v1/namespaces/${AT}/pods`;

const named = (kind: string, name: string, rest: object = {}): ApiObject => ({
  apiVersion: 'v1',
  kind,
  metadata: kind === 'Namespace' || kind === 'Node' ? { name } : { name, namespace: AT },
  ...rest,
});

const use = (name: string): object => ({ name: 'WORD', valueFrom: { secretKeyRef: { name, key: 'word' } } });

/** A pod on our node, under the account `caller`, which uses one Secret. */
function pod(name: string, secret: string): ApiObject {
  const containers = [{ name: 'main', image: 'example.test/none', env: [use(secret)] }];
  return named('Pod', name, { spec: { nodeName: NODE, serviceAccountName: 'caller', containers } });
}

/** Applies pods that use `early` and `late`, with a debug container added between that uses `debugged`. */
async function prepare(cluster: Cluster): Promise<Client> {
  const kubelet = cluster.as({ user: `system:node:${NODE}`, groups: ['system:nodes'] }).client;
  const sees = (secret: string) => async () => (await kubelet.send('GET', `${SECRETS}/${secret}`)).status === 200;
  await cluster.apply(named('Namespace', AT), named('ServiceAccount', 'caller'), named('Node', NODE));
  for (const name of ['early', 'debugged', 'late', 'unused']) {
    // oxlint-disable-next-line no-await-in-loop -- few
    await cluster.apply(named('Secret', name, { stringData: { word: 'not-a-secret' } }));
  }
  await cluster.apply(pod('debugged', 'early'));
  await waitUntil('the first pod to count', sees('early'));
  const debug = { name: 'debug', image: 'example.test/none', env: [use('debugged')] };
  const patch = { spec: { ephemeralContainers: [debug] } };
  const contentType = 'application/strategic-merge-patch+json';
  const added = await cluster.admin.client.send('PATCH', `${PODS}/debugged/ephemeralcontainers`, patch, {
    contentType,
  });
  expect(added.status).toBe(200);
  // The authorizer sees changes in their order, so what came before this pod counts too, if ever.
  await cluster.apply(pod('after', 'late'));
  await waitUntil('the second pod to count', sees('late'));
  return kubelet;
}

/** The status of a kubelet's request for a token of its pod's account; the pod mounts one without audience. */
async function tokenStatus(cluster: Cluster, kubelet: Client, ...audiences: readonly string[]): Promise<number> {
  const { metadata } = await cluster.get(`${PODS}/after`);
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: 'after', uid: metadata?.['uid'] };
  const path = `/api/v1/namespaces/${AT}/serviceaccounts/caller/token`;
  const spec = { audiences, boundObjectRef };
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  return (await kubelet.send('POST', path, request)).status;
}

describe.each([
  // https://github.com/kubernetes/kubernetes/pull/129670
  { version: '1.30', debugged: 403, foreign: 201 },
  // ServiceAccountNodeAudienceRestriction, on by default since 1.33
  { version: '1.37', debugged: 200, foreign: 403 },
] as const)('Kubernetes $version', ({ version, debugged, foreign }) => {
  test.skipIf(!hasCluster(version))(`a kubelet and what it may read (needs kubernetes-${version})`, async () => {
    await withCluster(version, async (cluster) => {
      const kubelet = await prepare(cluster);
      expect((await kubelet.send('GET', `${SECRETS}/debugged`)).status).toBe(debugged);
      expect((await kubelet.send('GET', `${SECRETS}/unused`)).status).toBe(403);
      expect(await tokenStatus(cluster, kubelet)).toBe(201);
      expect(await tokenStatus(cluster, kubelet, 'vault.example.test')).toBe(foreign);
    });
  });
});
