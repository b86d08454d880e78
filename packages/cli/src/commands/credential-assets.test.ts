// Credentials in plain text by the command line: who reads them, key by key, by every detector, and no value in anything that is written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScanResult, WhoCanReadResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

/** Plainly fake, and unlike anything else in the input. */
const VALUES = ['Xq7vZr2kTn9wYb4m', 'Jh3pLd8sGf5cWa6e', 'Mu1xQi0oKz7tVy2n'] as const;
const [URL_PASSWORD, MESSAGE, RELEASE] = VALUES;

const MANIFESTS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: shop }
data:
  app.properties: |
    level=info
    url=postgres://shop:${URL_PASSWORD}@db.shop/shop
  level: info
---
apiVersion: v1
kind: Event
metadata: { name: web.1, namespace: shop }
involvedObject: { kind: Pod, name: web, namespace: shop }
message: 'probe failed: password=${MESSAGE}'
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: shop }
spec: { values: { database: { password: ${RELEASE} } } }
---
${['level', 'app.properties']
  .map(
    (key, index) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web-${index}, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      automountServiceAccountToken: false
      containers:
      - name: web
        image: web
        env: [{ name: A, valueFrom: { configMapKeyRef: { name: app, key: ${key} } } }]`,
  )
  .join('\n---\n')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: viewers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: dev }]
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-credentials-'));
  writeFileSync(path.join(folder, 'all.yaml'), MANIFESTS);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = ['-f'];
async function readersOf(asset: string): Promise<{ inInput: boolean; readers: string[] }> {
  const args = ['who-can-read', asset, '-n', 'shop', '-o', 'json', '--kubernetes-version', '1.34', ...read, folder];
  const { assets } = JSON.parse((await runInProcess(args)).stdout) as WhoCanReadResult;
  const { inInput = false, readers = [] } = [...assets][0] ?? {};
  return { inInput, readers: readers.flatMap(({ id, expected }) => (expected ? [] : [id])) };
}

describe('who-can-read', () => {
  const DEV = 'group:dev';
  test.each([
    ['configmap/app', true, ['deployment:shop/web-0', 'deployment:shop/web-1', DEV, 'node:*']],
    ['configmap/app#app.properties', true, ['deployment:shop/web-1', DEV, 'node:*']],
    ['configmap/app#level', true, ['deployment:shop/web-0', DEV, 'node:*']],
    ['configmap/app#none', false, [DEV, 'node:*']],
    ['configmap/none', false, [DEV]],
    ['event:shop/web.1#message', true, [DEV]],
  ])('%s', async (asset, inInput, readers) => {
    expect(await readersOf(asset)).toEqual({ inInput, readers: readers.toSorted() });
  });
});

describe('scan', () => {
  const args = (format: string): string[] => ['scan', '-o', format, '--fail-on', 'none', '-f', folder];

  test('lists the assets and the findings', async () => {
    const { assets, findings } = JSON.parse((await runInProcess(args('json'))).stdout) as ScanResult;
    expect(assets.map(({ id, exposed, keys }) => `${id} ${exposed} ${keys.map(({ name }) => name).join()}`)).toEqual([
      'configmap:shop/app true app.properties',
      'event:shop/web.1#message true message',
      'helmrelease.helm.toolkit.fluxcd.io:shop/web#spec/values/database/password false spec/values/database/password',
    ]);
    expect(
      findings.flatMap(({ check, object, location }) =>
        check.endsWith('-credential') ? [`${check} ${object} ${location?.line}`] : [],
      ),
    ).toEqual([
      'configmap-credential configmap:shop/app 6',
      'object-literal-credential event:shop/web.1 15',
      'object-literal-credential helmrelease.helm.toolkit.fluxcd.io:shop/web 20',
    ]);
  });

  test.each(['table', 'wide', 'json', 'ndjson', 'sarif', 'junit', 'markdown', 'dot', 'mermaid', 'opengraph'])(
    'holds no value as %s',
    async (format) => {
      const { stdout, stderr, code } = await runInProcess(args(format));
      expect({ code, leaked: VALUES.filter((value) => (stdout + stderr).includes(value)) }).toEqual({
        code: 0,
        leaked: [],
      });
    },
  );

  test('holds no value as a snapshot, and a snapshot scans the same', async () => {
    const file = path.join(folder, 'snapshot.txt');
    await runInProcess(['snapshot', '-f', path.join(folder, 'all.yaml'), '--output-file', file]);
    const { stdout } = await runInProcess(['snapshot', '-f', folder]);
    expect(VALUES.filter((value) => stdout.includes(value))).toEqual([]);
    const scanned = JSON.parse(
      (await runInProcess(['scan', '-o', 'json', '--fail-on', 'none', '-f', file])).stdout,
    ) as ScanResult;
    expect(scanned.summary.assets).toBe(3);
  });
});
