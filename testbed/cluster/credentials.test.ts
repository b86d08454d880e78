// Shows the ways into the cluster beside its own certificates: signed requests, the front proxy, and etcd's own port.
import { describe, expect, test } from 'vitest';
import { createClient } from './client.ts';
import type { Cluster } from './cluster.ts';
import { certificateRequest, readPair } from './pki.ts';
import { hasCluster, VERSIONS } from './versions.ts';
import { waitUntil } from './wait-until.ts';
import { withCluster } from './with-cluster.ts';

const [NEWEST] = VERSIONS;
const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const fromBase64 = (text: unknown): string => Buffer.from(String(text), 'base64').toString('utf8');

/** Who the server takes the sender of a request for. */
async function whoAmI(
  client: ReturnType<typeof createClient>,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  const { body } = await client.send('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', review, { headers });
  return (body['status'] as { readonly userInfo: { readonly username: string } } | undefined)?.userInfo.username;
}

/** Creates and approves a request, and waits for its certificate. */
async function signed(cluster: Cluster, name: string, request: string): Promise<string> {
  const spec = { request: base64(request), signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'] };
  const created = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name }, spec };
  const { body } = await cluster.admin.client.send('POST', REQUESTS, created);
  const conditions = [{ type: 'Approved', status: 'True', reason: 'Testbed', message: 'by the test' }];
  await cluster.admin.client.send('PUT', `${REQUESTS}/${name}/approval`, { ...body, status: { conditions } });
  return waitUntil('the certificate', async () => {
    const { status } = await cluster.get(`${REQUESTS}/${name}`);
    const { certificate } = status as { readonly certificate?: string };
    return certificate === undefined ? undefined : fromBase64(certificate);
  });
}

describe.skipIf(!hasCluster(NEWEST))(`credentials (needs kubernetes-${NEWEST})`, () => {
  test('an approved request is signed, and its holder is its subject', async () => {
    await withCluster(NEWEST, async (cluster) => {
      const { request, key } = certificateRequest(cluster.programs.certificates, { user: 'signed-ann' });
      const certificate = await signed(cluster, 'testbed-signed', request);
      const client = createClient(cluster.endpoint, { certificate: { certificate, key } });
      expect(await whoAmI(client)).toBe('signed-ann');
      client.close();
    });
  });

  test('the front proxy speaks for anyone; another client does not', async () => {
    await withCluster(NEWEST, async (cluster) => {
      const proxy = createClient(cluster.endpoint, { certificate: readPair(cluster.folder, 'front-proxy-client') });
      expect(await whoAmI(proxy, { 'X-Remote-User': 'proxied-ann' })).toBe('proxied-ann');
      expect(await whoAmI(cluster.as({ user: 'bob' }).client, { 'X-Remote-User': 'proxied-ann' })).toBe('bob');
      proxy.close();
    });
  });

  test('etcd holds what was written, and shows it to nobody without its own certificate', async () => {
    await withCluster(NEWEST, async (cluster) => {
      const data = { mark: 'held-by-etcd' };
      await cluster.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'testbed-etcd' }, data });
      const authority = readPair(cluster.folder, 'etcd-ca').certificate;
      const range = { key: base64('/registry/configmaps/default/testbed-etcd') };
      const endpoint = { url: cluster.etcd.url, authority };
      const client = createClient(endpoint, { certificate: readPair(cluster.folder, 'apiserver-etcd-client') });
      const { body } = await client.send('POST', '/v3/kv/range', range);
      const [stored] = body['kvs'] as readonly { readonly value: string }[];
      expect(fromBase64(stored?.value)).toMatch(/^k8s\0[^]*held-by-etcd/);
      client.close();
      const stranger = createClient(endpoint, { certificate: readPair(cluster.folder, 'admin') });
      await expect(stranger.send('POST', '/v3/kv/range', range)).rejects.toThrow('unknown ca');
      stranger.close();
    });
  });
});
