// Secrets in the texts of a live cluster: what is asked for, what is found where, and what is said of the rest.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FakeApiServer } from '../../../testbed/fake-api/server.ts';
import type { FakeSettings } from '../../../testbed/fake-api/server.ts';
import type { KubeObject } from '../../../testbed/fake-api/resources.ts';
import { LOGS_MAX } from './cluster-logs.ts';
import { detectCluster } from './detect-cluster.ts';
import type { DetectClusterSettings } from './detect-cluster.ts';
import { TEST_DETECTORS, testToken } from './testing/detectors.ts';
import { kubeconfigText } from './testing/read-live.ts';
import { tempFolder } from './testing/temp-folder.ts';

const [ONE, TWO, THREE, FOUR] = [1, 2, 3, 4].map((number) => testToken(number)) as [string, string, string, string];
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const object = (kind: string, name: string, more: object, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  ...more,
});
const pod = (name: string, containers: readonly object[]): KubeObject => object('Pod', name, { spec: { containers } });

const release = base64(
  base64(gzipSync(JSON.stringify({ config: { token: FOUR }, manifest: '', chart: { values: {} } }))),
);
const OBJECTS: KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  object('ConfigMap', 'app', { data: { 'app.properties': `a=1\ntoken=${ONE}\n` } }),
  object('Event', 'web.1', { message: `refused ${TWO}` }),
  object('ControllerRevision', 'web-1', { data: { env: [{ name: 'A', value: THREE }] } }, 'apps/v1'),
  pod('web', [
    { name: 'web', image: 'i', env: [{ name: 'LEVEL', value: 'info' }] },
    { name: 'side', image: 'i' },
  ]),
  object('Secret', 'db', { type: 'Opaque', data: { token: base64(ONE) } }),
  object('Secret', 'sh.helm.release.v1.web.v1', { type: 'helm.sh/release.v1', data: { release } }),
];

interface Detected {
  readonly lines: readonly string[];
  readonly gaps: readonly string[];
  readonly asked: readonly string[];
}

async function detect(
  settings: Partial<FakeSettings> = {},
  options: Partial<DetectClusterSettings> & { readonly secretValues?: boolean; readonly namespace?: string } = {},
): Promise<Detected> {
  await using fake = await FakeApiServer.start({ objects: OBJECTS, ...settings });
  const folder = tempFolder();
  folder.put({ config: kubeconfigText(fake.url, {}) });
  const { secretValues = false, namespace, ...more } = options;
  try {
    const { findings, coverage } = await detectCluster(
      {
        kubeconfig: `${folder.path}/config`,
        secretValues,
        agent: 'watertight/test',
        surroundings: { env: {}, home: '' },
        onNotice: () => {},
        wait: () => Promise.resolve(),
        ...(namespace !== undefined && { namespace }),
      },
      { detectors: TEST_DETECTORS, logs: false, ...more },
    );
    return {
      lines: findings.map(({ detector, file, place = '' }) => `${detector} ${file} ${place}`.trimEnd()).toSorted(),
      gaps: coverage.flatMap(({ what, state, reason }) => (state === 'read' ? [] : [`${what}: ${reason}`])),
      asked: fake.asked.map(({ path, query }) => `${path}?${query.toString()}`),
    };
  } finally {
    folder.remove();
  }
}

const IN_OBJECTS = [
  'test-token cluster:test/configmap:shop/app /data/app.properties',
  'test-token cluster:test/controllerrevision:shop/web-1 /data/env/0/value',
  'test-token cluster:test/event:shop/web.1 /message',
];

describe('objects', () => {
  test('are looked through, and Secrets not asked for', async () => {
    const { lines, gaps, asked } = await detect();
    expect({ lines, gaps }).toEqual({ lines: IN_OBJECTS, gaps: [] });
    expect(asked.filter((path) => /secrets|\/log/.test(path))).toEqual([]);
    expect(asked.filter((path) => path.includes('clusterroles'))).toEqual([]);
  });

  test('Helm’s releases are, where Secrets’ content was asked for; other Secrets are not', async () => {
    const { lines } = await detect({}, { secretValues: true });
    expect(lines.filter((line) => line.includes('secret:'))).toEqual([
      'test-token cluster:test/secret:shop/sh.helm.release.v1.web.v1 /data/release!/config!/token',
    ]);
    expect(lines).toEqual(expect.arrayContaining(IN_OBJECTS));
  });

  test('a list that is forbidden is said', async () => {
    const { lines, gaps } = await detect({ mayList: (resource) => resource !== 'configmaps' });
    expect(lines).toEqual(IN_OBJECTS.slice(1));
    expect(gaps.join()).toContain('configmaps');
  });

  test('of one namespace', async () => {
    expect((await detect({}, { namespace: 'web' })).lines).toEqual([]);
    expect((await detect({}, { namespace: 'shop' })).lines).toEqual(IN_OBJECTS);
  });

  test('what the server gives a second time counts once', async () => {
    const { lines } = await detect({
      intercept: ({ path, times }, response) => {
        if (!path.endsWith('/configmaps') || times > 1) return false;
        // Breaks off behind the object.
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
        response.end(JSON.stringify({ kind: 'ConfigMapList', apiVersion: 'v1', metadata: {}, items: [OBJECTS[1]] }));
        return true;
      },
    });
    expect(lines).toEqual(IN_OBJECTS);
  });
});

describe('logs', () => {
  const logs =
    (texts: Readonly<Record<string, string>>): NonNullable<FakeSettings['intercept']> =>
    ({ path, query }, response) => {
      if (!path.endsWith('/log')) return false;
      const text = texts[query.get('container') ?? ''];
      response.writeHead(text === undefined ? 403 : 200);
      response.end(text ?? '{}');
      return true;
    };

  test('are read to a bound where they are asked for', async () => {
    const { lines, gaps, asked } = await detect(
      { intercept: logs({ web: `a\nb ${ONE}\n`, side: 'a' }) },
      { logs: true },
    );
    expect(lines.filter((line) => line.includes('/log/'))).toEqual(['test-token cluster:test/pod:shop/web/log/web']);
    expect(gaps).toEqual([expect.stringMatching(/^logs of containers: the last \d+ lines, .* of 2 of 2 containers$/)]);
    const [first = ''] = asked.filter((path) => path.includes('/log'));
    expect(first).toBe('/api/v1/namespaces/shop/pods/web/log?container=web&tailLines=2000&limitBytes=1048576');
  });

  test('that are refused are said, and the rest is read', async () => {
    const { lines, gaps } = await detect({ intercept: logs({ side: ONE }) }, { logs: true });
    expect(lines.filter((line) => line.includes('/log/'))).toEqual(['test-token cluster:test/pod:shop/web/log/side']);
    expect(gaps[0]).toBe('log of pod:shop/web, web: forbidden (403)');
  });

  test('are asked for no further where all are refused', async () => {
    const containers = Array.from({ length: 100 }, (_, at) => ({ name: `c${at}`, image: 'i' }));
    const { gaps, asked } = await detect({ objects: [pod('web', containers)], intercept: logs({}) }, { logs: true });
    expect(asked.filter((path) => path.includes('/log'))).toHaveLength(20);
    expect(gaps.at(-1)).toMatch(/ of 0 of 100 containers$/);
    expect(LOGS_MAX).toBeGreaterThan(100);
  });
});
