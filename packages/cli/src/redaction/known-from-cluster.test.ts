// --known-from-cluster: what is said first, what is asked for, whose Secrets, and that half of them is not enough.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { FakeApiServer, type FakeSettings } from '../../../../testbed/fake-api/server.ts';
import { run } from '../testing/subprocess.ts';
import { scratch } from '../testing/scratch.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (namespace: string, name: string, data: Record<string, string>, type = 'Opaque') => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type,
  metadata: { name, namespace },
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
});

const REGISTRY = JSON.stringify({
  auths: { 'registry.example.com': { username: 'robot', password: 'marked-pull-5' } },
});
const OBJECTS = [
  secret('shop', 'db', { user: 'ab', word: 'marked-shop-1' }),
  secret('shop', 'tls', { 'tls.crt': 'open-certificate-1', 'tls.key': 'marked-shop-2' }, 'kubernetes.io/tls'),
  secret('shop', 'pull', { '.dockerconfigjson': REGISTRY }, 'kubernetes.io/dockerconfigjson'),
  secret('shop', 'broken', { '.dockerconfigjson': '{"auths": "marked' }, 'kubernetes.io/dockerconfigjson'),
  secret('bank', 'db', { word: 'marked-bank-3' }),
];
const TEXT = `marked-shop-1 ${base64('marked-shop-2')} marked-bank-3 open-certificate-1 robot marked-pull-5\n`;
const FLAG = '--known-from-cluster';

/** Runs redact against a fake server whose context has the namespace shop. */
async function redact(args: readonly string[], settings: Partial<FakeSettings> = {}) {
  await using fake = await FakeApiServer.start({ objects: OBJECTS, ...settings });
  using folder = scratch();
  const kubeconfig = path.join(folder.path, 'config');
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'fake',
      contexts: [{ name: 'fake', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
      clusters: [{ name: 'c', cluster: { server: fake.url } }],
      users: [{ name: 'u', user: {} }],
    }),
  );
  const ran = await run(['redact', ...args], { stdin: TEXT, env: { KUBECONFIG: kubeconfig } });
  return { ...ran, asked: fake.asked.map((asked) => asked.path), url: fake.url, unexpected: fake.unexpected };
}

describe('a fake server', () => {
  test('the context’s namespace, said first; nothing else is asked for', async () => {
    const { code, stdout, stderr, asked, url, unexpected } = await redact([FLAG]);
    expect([code, stdout]).toEqual([0, '********** ********** marked-bank-3 open-certificate-1 robot **********\n']);
    expect(stderr.split('\n')).toEqual([
      `context fake, server ${url}, user u: reads the values of all Secrets in namespace shop, once; only keyed hashes of them are kept, in memory`,
      'short or common, not looked for: shop/db#user',
      'public or never logged, not looked for: shop/tls#tls.crt',
      'not read: shop/broken#.dockerconfigjson',
      '',
    ]);
    expect([asked, unexpected]).toEqual([['/version', '/api/v1/namespaces/shop/secrets'], []]);
  });

  test.each([
    [['-n', 'bank'], 'marked-shop-1 bWFya2VkLXNob3AtMg== ********** open-certificate-1 robot marked-pull-5\n'],
    [['-A'], '********** ********** ********** open-certificate-1 robot **********\n'],
  ])('%j', async (args, expected) => {
    expect((await redact([FLAG, ...args])).stdout).toBe(expected);
  });

  test('page after page', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => secret('shop', `s${at}`, { k: `filler-value-${at}` }));
    const { stdout, asked } = await redact([FLAG], { objects: [...many, ...OBJECTS] });
    expect(stdout).toBe('********** ********** marked-bank-3 open-certificate-1 robot **********\n');
    expect(asked).toHaveLength(4);
  });

  test('what may not be read ends the run before anything is shown', async () => {
    const { code, stdout, stderr } = await redact([FLAG], { mayList: (resource) => resource !== 'secrets' });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr.split('\n').slice(1)).toEqual([
      'error: cannot read all Secrets of namespace shop: forbidden (403)',
      'It takes the right to list them: kubectl auth can-i list secrets -n shop.',
      '',
    ]);
  });

  test('a list that breaks off is no list', async () => {
    const { code, stdout, stderr } = await redact([FLAG], {
      intercept: ({ path: asked }, response) => {
        if (!asked.endsWith('/secrets')) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ kind: 'SecretList', items: OBJECTS.slice(0, 1) }).slice(0, -3));
        return true;
      },
    });
    expect([code, stdout, stderr.includes('cannot read all Secrets')]).toEqual([4, '', true]);
    expect(stderr).not.toContain('marked');
  });

  test.each([[['-n', 'shop']], [['-A']], [['--context', 'x']], [['--as', 'x']], [['--as-group', 'x']]])(
    '%j alone is refused',
    async (args) => {
      const { code, stdout, asked } = await redact(args);
      expect([code, stdout, asked]).toEqual([2, '', []]);
    },
  );
});

test.skipIf(!hasCluster('1.37'))('a real API server gives the values (needs kubernetes-1.37)', async () => {
  await withCluster('1.37', async (cluster) => {
    const namespace = 'known-from-cluster';
    await cluster.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      { ...secret(namespace, 'db', { word: 'marked-real-4' }) },
    );
    const env = { KUBECONFIG: cluster.admin.kubeconfig };
    const { code, stdout, stderr } = await run(['redact', FLAG, '-n', namespace], {
      stdin: 'a marked-real-4 b\n',
      env,
    });
    expect([code, stdout]).toEqual([0, 'a ********** b\n']);
    expect(stderr).toContain(`reads the values of all Secrets in namespace ${namespace}, once`);
  });
});
