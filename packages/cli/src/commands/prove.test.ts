// prove from end to end: which paths, what it says first, what it writes, and its codes when the server fails or the user stops it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PathsResult, ProveResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import type { Fault, Passed } from '../../../../testbed/fault-proxy/proxy.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import { kubeconfigText, proxied } from '../testing/proxied.ts';
import { ended, start } from '../testing/subprocess.ts';

const NAMESPACE = 'prove-command';
const RBAC = 'rbac.authorization.k8s.io';
const MARKED = 'marked-value-3307';
const APP = `serviceaccount:${NAMESPACE}/app`;
const DB = `secret:${NAMESPACE}/db`;
/** Secrets that only a pod shows. */
const OTHERS = ['a', 'b', 'c', 'd', 'e', 'f'];
const inNamespace = (apiVersion: string, kind: string, name: string, more: object = {}): ApiObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: NAMESPACE },
  ...more,
});
const OBJECTS: readonly ApiObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  ...['default', 'app', 'boss'].map((name) => inNamespace('v1', 'ServiceAccount', name)),
  ...['db', ...OTHERS].map((name) => inNamespace('v1', 'Secret', name, { stringData: { password: MARKED } })),
  inNamespace(`${RBAC}/v1`, 'Role', 'app', {
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['db'] },
    ],
  }),
  inNamespace(`${RBAC}/v1`, 'RoleBinding', 'app', {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'app' },
    subjects: [{ kind: 'ServiceAccount', namespace: NAMESPACE, name: 'app' }],
  }),
];

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-prove-'));
const FILE = path.join(folder, 'objects.json');
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => writeFileSync(FILE, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS })));

const isReview = ({ path: asked }: Passed): boolean => asked.includes('accessreviews');

async function withObjects<T>(use: (cluster: Cluster) => Promise<T>): Promise<T> {
  return await withCluster('1.37', async (cluster) => {
    await cluster.apply(...OBJECTS);
    return await use(cluster);
  });
}

describe('options', () => {
  test.each([
    [['p-1', '--from', APP], 'error: both path ids and --from or --to are given'],
    [['--secret-values'], 'error: prove reads no Secret, and --secret-values asks for them'],
  ])('%j is a usage error', async (args, message) => {
    const { code, stderr } = await runInProcess(['prove', '-f', FILE, ...args]);
    expect([code, stderr.split('\n')[0]]).toEqual([2, message]);
  });

  test('a server that nobody runs: 4, after saying which', async () => {
    const config = path.join(folder, 'nowhere');
    writeFileSync(config, kubeconfigText('http://127.0.0.1:9'));
    const { code, stderr, stdout } = await runInProcess(['prove', '-f', FILE, '--kubeconfig', config]);
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      'context proxied, server http://127.0.0.1:9, user nobody: nothing is changed and no Secret is read, only access reviews and dry runs are sent',
      'error: cannot read http://127.0.0.1:9: connection refused',
    ]);
  }, 60_000);
});

describe.skipIf(!hasCluster('1.37'))('against a cluster (needs kubernetes-1.37)', () => {
  const args = (kubeconfig: string, ...more: string[]): string[] => [
    'prove',
    '-f',
    FILE,
    '--kubeconfig',
    kubeconfig,
    ...more,
  ];

  test('the paths of a file', async () => {
    await withObjects(async ({ admin }) => {
      const { code, stdout, stderr } = await runInProcess(args(admin.kubeconfig, '--from', APP, '-o', 'json'));
      const result = JSON.parse(stdout) as ProveResult;
      expect(code).toBe(0);
      expect(stderr).toMatch(/^context \S+, server https:\S+, user \S+: nothing is changed and no Secret is read, /);
      expect(result.cluster.version).toMatch(/^v1\.37\./);
      expect(result.paths.find(({ to }) => to === DB)).toMatchObject({ from: APP, result: 'confirmed' });
      const read = result.steps.find(({ technique }) => technique === 'A1');
      expect(read).toMatchObject({ result: 'confirmed', how: 'impersonation', status: 201 });
      expect(result.summary.confirmed + result.summary.refuted + result.summary.notTestable).toBe(result.steps.length);
      expect(stdout).not.toContain(MARKED);
    });
  });

  test('the paths of the cluster itself, and the same by their ids', async () => {
    await withObjects(async ({ admin }) => {
      const live = ['--kubeconfig', admin.kubeconfig];
      const listed = await runInProcess(['paths', ...live, '--from', APP, '--to', DB, '-o', 'json']);
      const ids = (JSON.parse(listed.stdout) as PathsResult).paths.map(({ id }) => id);
      expect(ids).toHaveLength(1);
      const { code, stdout } = await runInProcess(['prove', ...ids, ...live, '-o', 'json']);
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as ProveResult).paths.map(({ id, result }) => [id, result])).toEqual([
        [ids[0], 'confirmed'],
      ]);
      // An option that prove refuses is no way to learn more.
      expect(listed.stdout).toContain('sizes of keys were not asked for (--secret-values does');
      expect(stdout).toContain('sizes of keys were not asked for"');
    });
  }, 60_000);

  test('with --as, the position’s own rights are those of the requests', async () => {
    await withObjects(async ({ admin }) => {
      const { code, stdout, stderr } = await runInProcess(
        args(admin.kubeconfig, '--from', APP, '--to', DB, '--as', APP, '-o', 'json'),
      );
      expect([code, stderr.split(':')[0]]).toEqual([0, expect.stringContaining('context testbed')]);
      expect(stderr).toContain(' as system:serviceaccount:');
      const { steps } = JSON.parse(stdout) as ProveResult;
      expect(steps[0]).toMatchObject({ result: 'confirmed', how: 'access-review', status: 201 });
    });
  });

  test('an id that no path has', async () => {
    await withObjects(async ({ admin }) => {
      const { code, stderr } = await runInProcess([...args(admin.kubeconfig), 'p-000000000000']);
      expect(code).toBe(2);
      expect(stderr).toContain('error: no path p-000000000000 in this input');
    });
  });

  test('what the table shows', async () => {
    await withObjects(async ({ admin }) => {
      const { stdout } = await runInProcess(args(admin.kubeconfig, '--from', APP, '--to', DB, '-o', 'wide'));
      expect(stdout).toContain(`confirmed     ServiceAccount ${NAMESPACE}/app reads Secret ${NAMESPACE}/db`);
      expect(stdout).toContain(
        `1. confirmed     A1 get secrets db in ${NAMESPACE} as ServiceAccount ${NAMESPACE}/app: the authorizers allow it (asked as the position)`,
      );
    });
  });

  test('429 with Retry-After: asked again, and answered', async () => {
    const fault = (passed: Passed): Fault | undefined =>
      isReview(passed) && passed.times === 1 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
    await withObjects(async (cluster) => {
      await using through = await proxied(cluster, fault);
      const { code, stdout } = await runInProcess(args(through.kubeconfig, '--from', APP, '--to', DB, '-o', 'json'));
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as ProveResult).summary).toEqual({ confirmed: 1, refuted: 0, notTestable: 0 });
      expect(through.proxy.passed.filter(isReview).length).toBeGreaterThan(2);
    });
  });

  test('a server that goes away: 4, with what was answered until then', async () => {
    let reviews = 0;
    const fault = (passed: Passed): Fault | undefined => {
      if (isReview(passed)) reviews++;
      return reviews > 4 ? { cutAt: 0 } : undefined;
    };
    await withObjects(async (cluster) => {
      await using through = await proxied(cluster, fault);
      const { code, stdout, stderr } = await runInProcess(args(through.kubeconfig, '--from', APP, '-o', 'json'));
      const { steps, ended: why, summary } = JSON.parse(stdout) as ProveResult;
      expect(code).toBe(4);
      expect(why).toBe('the server stopped answering: the connection was cut');
      expect(stderr).toContain(`error: ${why}\nThe result holds what was replayed until then.\n`);
      expect(summary.notTestable).toBeGreaterThan(0);
      expect(steps.every(({ result }) => result !== 'refuted')).toBe(true);
    });
  }, 60_000);

  test('Ctrl-C: 130, with what was answered until then', async () => {
    await withObjects(async (cluster) => {
      const waiting = Promise.withResolvers<void>();
      let tried = 0;
      await using through = await proxied(cluster, ({ path: asked }) => {
        if (!asked.includes('/pods?dryRun=All') || ++tried < 2) return undefined;
        waiting.resolve();
        return { stallAt: 0 };
      });
      const child = start(args(through.kubeconfig, '--from', APP, '-o', 'json'));
      const done = ended(child);
      await waiting.promise;
      child.kill('SIGINT');
      const { code, stdout } = await done;
      expect(code).toBe(130);
      const result = JSON.parse(stdout) as ProveResult;
      expect(result.ended).toBe('the run was interrupted');
      expect(result.summary.confirmed).toBeGreaterThan(0);
      expect(result.summary.notTestable).toBeGreaterThan(0);
    });
  }, 60_000);
});
