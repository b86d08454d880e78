// The way to the server: pauses between attempts, proxies, compression, TLS as the kubeconfig says.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../../testbed/cluster/with-cluster.ts';
import { FakeApiServer } from '../../../../../testbed/fake-api/server.ts';
import { httpTunnel, socksTunnel } from '../../../../../testbed/fault-proxy/tunnels.ts';
import { readCluster } from '../../read-cluster.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import type { TempFolder } from '../../testing/temp-folder.ts';
import { ClusterError } from '../cluster-error.ts';
import { RETRY_AFTER_MS_MAX } from './limits.ts';
import { isTransient, pauseBefore } from './retry.ts';

describe('pauses', () => {
  const NOW = Date.parse('2026-01-01T00:00:00Z');

  test.each<[number, string | undefined, number]>([
    [2, undefined, 250],
    [3, undefined, 500],
    [5, undefined, 2000],
    [2, '0', 0],
    [2, '3', 3000],
    [5, '3', 3000],
    [2, String(RETRY_AFTER_MS_MAX / 1000 - 1), RETRY_AFTER_MS_MAX - 1000],
    [2, String(RETRY_AFTER_MS_MAX / 1000), RETRY_AFTER_MS_MAX],
    [2, String(RETRY_AFTER_MS_MAX / 1000 + 1), RETRY_AFTER_MS_MAX],
    [2, '9'.repeat(400), RETRY_AFTER_MS_MAX],
    [2, 'Thu, 01 Jan 2026 00:00:05 GMT', 5000],
    [2, 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
    [2, 'soon', 250],
    [2, '-1', 250],
    [2, '', 250],
  ])('before attempt %i with Retry-After %j: %i ms', (attempt, header, expected) => {
    expect(pauseBefore(attempt, header, NOW)).toBe(expected);
  });

  test.each([
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
    [501, false],
    [400, false],
    [403, false],
    [404, false],
    [409, false],
    [410, false],
    [200, false],
  ])('%i is asked for again: %s', (status, expected) => {
    expect(isTransient(status)).toBe(expected);
  });
});

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

/** Reads a cluster by the fields of a kubeconfig's cluster and user; gives the kinds that were not read. */
async function unread(cluster: object, user: object = {}, env: Record<string, string> = {}): Promise<unknown[]> {
  const config = {
    'current-context': 't',
    contexts: [{ name: 't', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
  };
  folder.put({ config: JSON.stringify(config) });
  const { facts } = await readCluster(
    {
      kubeconfig: `${folder.path}/config`,
      secretValues: false,
      agent: 'watertight/test',
      surroundings: { env, home: '' },
      onNotice: () => undefined,
      wait: () => Promise.resolve(),
    },
    { defaultNamespace: 'default' },
  );
  return facts.coverage.filter(({ state }) => state === 'not-read');
}

async function fault(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof ClusterError) return error.message;
      throw error;
    },
  );
}

describe('through a proxy', () => {
  test.each<[string, (proxy: string) => [object, Record<string, string>]]>([
    ['proxy-url', (proxy) => [{ 'proxy-url': proxy }, {}]],
    ['HTTP_PROXY', (proxy) => [{}, { HTTP_PROXY: proxy }]],
  ])('of %s, to a host that only the proxy knows, compressed', async (_, settings) => {
    await using fake = await FakeApiServer.start({ objects: [] });
    const [cluster, env] = settings(fake.url);
    expect(await unread({ server: 'http://cluster.invalid:6443', ...cluster }, {}, env)).toEqual([]);
    expect(new Set(fake.asked.map(({ headers }) => headers.host))).toEqual(new Set(['cluster.invalid:6443']));
    expect(new Set(fake.asked.map(({ headers }) => headers['accept-encoding']))).toEqual(new Set(['gzip']));
  });

  test('disable-compression of the kubeconfig is obeyed, and this machine compresses nothing for itself', async () => {
    await using fake = await FakeApiServer.start({ objects: [] });
    const encodings = (): Set<unknown> =>
      new Set(fake.asked.splice(0).map(({ headers }) => headers['accept-encoding']));
    await unread({ server: 'http://cluster.invalid', 'proxy-url': fake.url, 'disable-compression': true });
    expect(encodings()).toEqual(new Set(['identity']));
    await unread({ server: fake.url });
    expect(encodings()).toEqual(new Set(['identity']));
  });
});

test('a path of the server comes before every path', async () => {
  await using fake = await FakeApiServer.start({ objects: [] });
  expect(await fault(unread({ server: `${fake.url}/k8s/clusters/c-1/` }))).toContain(
    'it does not answer as an API server',
  );
  expect(fake.asked[0]?.path).toBe('/k8s/clusters/c-1/version');
});

const base64 = (text = ''): string => Buffer.from(text).toString('base64');

describe.skipIf(!hasCluster('1.37'))('TLS of a real server (needs kubernetes-1.37)', () => {
  const adminOf = ({ admin }: Cluster): object => ({
    'client-certificate-data': base64(admin.credentials.certificate?.certificate),
    'client-key-data': base64(admin.credentials.certificate?.key),
  });
  const trusted = ({ endpoint }: Cluster): object => ({
    server: endpoint.url,
    'certificate-authority-data': base64(endpoint.authority),
  });

  test('a client certificate is who we are', async () => {
    await withCluster('1.37', async (cluster) => {
      expect(await unread(trusted(cluster), adminOf(cluster))).toEqual([]);
    });
  });

  test('a server that nobody vouches for is not spoken to, unless the kubeconfig says so', async () => {
    await withCluster('1.37', async (cluster) => {
      const server = cluster.endpoint.url;
      expect(await fault(unread({ server }, adminOf(cluster)))).toContain(
        'signed by nobody that the kubeconfig trusts',
      );
      expect(await unread({ server, 'insecure-skip-tls-verify': true }, adminOf(cluster))).toEqual([]);
    });
  });

  test('the server’s name is checked, and tls-server-name is another one', async () => {
    await withCluster('1.37', async (cluster) => {
      const named = (name: string): Promise<unknown[]> =>
        unread({ ...trusted(cluster), 'tls-server-name': name }, adminOf(cluster));
      expect(await named('kubernetes.default.svc')).toEqual([]);
      expect(await fault(named('elsewhere.example.com'))).toContain('certificate is for another name');
    });
  });

  test.each([
    ['HTTP', httpTunnel],
    ['SOCKS5', socksTunnel],
  ])('a proxy for %s sees a tunnel and nothing else', async (_, start) => {
    await withCluster('1.37', async (cluster) => {
      await using proxy = await start();
      expect(await unread({ ...trusted(cluster), 'proxy-url': proxy.url }, adminOf(cluster))).toEqual([]);
      expect(new Set(proxy.to)).toEqual(new Set([new URL(cluster.endpoint.url).host]));
    });
  });

  test('credentials that the server does not know end the run', async () => {
    await withCluster('1.37', async (cluster) => {
      expect(await fault(unread(trusted(cluster), { token: 'not-a-token' }))).toContain(
        'does not accept the credentials (401)',
      );
    });
  });
});
