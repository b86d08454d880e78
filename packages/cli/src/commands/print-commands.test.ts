// The kubectl commands for an auditor: what they are, that a shell takes them, and that what they write gives our own answers.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import { run } from '../testing/subprocess.ts';
import { commandLines } from './print-commands.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('name every kind, all namespaces, and connect to nothing', async () => {
  const { code, stdout, stderr } = await runInProcess(['snapshot', '--print-commands', '--kubeconfig', 'no/such/file']);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  const kubectl = 'kubectl --kubeconfig no/such/file';
  expect(lines).toContain(`${kubectl} get pods --all-namespaces -o json > watertight-dump/pods.json`);
  expect(lines).toContain(`${kubectl} get nodes -o json > watertight-dump/nodes.json`);
  expect(lines).toContain(
    `${kubectl} get clusterroles.rbac.authorization.k8s.io -o json > watertight-dump/clusterroles.rbac.authorization.k8s.io.json`,
  );
  expect(lines.some((line) => /get secrets .*-o json/.test(line))).toBe(false);
  expect(stdout).not.toContain('podsecuritypolicies');
});

test('take -n and --context, quoted', () => {
  const lines = commandLines({ context: "it's", namespace: 'shop' });
  expect(lines).toContain(String.raw`kubectl --context 'it'\''s' get pods -n shop -o json > watertight-dump/pods.json`);
  expect(lines.join('\n')).not.toContain('--all-namespaces');
});

test('are lines that a shell reads', () => {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: commandLines({}).join('\n'), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const MARKED = 'marked-value-0451';

describe.skipIf(!hasKubectl)('with kubectl (needs kubectl)', () => {
  test.skipIf(!hasCluster('1.37'))(
    'write what gives the answers of the cluster, and no value (needs kubernetes-1.37)',
    async () => {
      await withOwnCluster('1.37', {}, async (cluster) => {
        const annotations = { 'kubernetes.io/service-account.name': 'robot', copy: MARKED };
        await cluster.apply(
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot', namespace: 'shop' } },
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'db', namespace: 'shop', labels: { 'a/b': 'c' }, annotations: { copy: MARKED } },
            stringData: { kubeconfig: MARKED },
          },
          {
            apiVersion: 'v1',
            kind: 'Secret',
            type: 'kubernetes.io/service-account-token',
            metadata: { name: 'token', namespace: 'shop', annotations },
          },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'Role',
            metadata: { name: 'reader', namespace: 'shop' },
            rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
          },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            metadata: { name: 'reader', namespace: 'shop' },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
            subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'ann' }],
          },
        );
        const { kubeconfig } = cluster.admin;
        execFileSync('sh', ['-c', commandLines({ kubeconfig }).join('\n')], { cwd: folder, stdio: 'ignore' });
        const dump = path.join(folder, 'watertight-dump');
        const texts = readdirSync(dump).map((name) => readFileSync(path.join(dump, name), 'utf8'));
        const hidden = [MARKED, Buffer.from(MARKED).toString('base64')];
        expect(texts.filter((text) => hidden.some((value) => text.includes(value)))).toEqual([]);
        const scan = async (...args: string[]): Promise<unknown> => {
          const { stdout } = await run(['scan', '-o', 'json', '--fail-on', 'none', ...args]);
          const text = JSON.stringify(JSON.parse(stdout), (key, value: unknown) =>
            ['file', 'line', 'column', 'location', 'coverage', 'keys', 'fingerprint'].includes(key) ? undefined : value,
          );
          return JSON.parse(text);
        };
        const ofCluster = await scan('--kubeconfig', kubeconfig, '--secret-values');
        expect(JSON.stringify(ofCluster)).toContain('secret:shop/token');
        expect(await scan('-f', dump)).toEqual(ofCluster);
      });
    },
  );
});
