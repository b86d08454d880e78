// The guide's examples as those read them for whom they are written: systemd, an API server, and our own lint.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../../../docs/guides/kms-plugin');
const guide = (name: string): string => readFileSync(path.join(GUIDE, name), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'watertight-guide-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** The unit with a program that is there, since systemd looks for it. */
function unit(change: (text: string) => string): string {
  const file = path.join(folder, 'watertight-kms.service');
  const text = guide('watertight-kms.service').replace(
    'ExecStart=/usr/local/lib/watertight/node',
    'ExecStart=/bin/true',
  );
  writeFileSync(file, change(text));
  return file;
}

const analysed = (...args: readonly string[]): { code: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
};

describe.skipIf(!hasSystemd)('systemd (needs systemd-analyze)', () => {
  test('knows each setting of the unit, and says nothing against it', () => {
    const { said } = analysed(
      'verify',
      '--man=no',
      unit((text) => text),
    );
    expect(said).not.toContain('watertight-kms.service');
  });

  test('would say so of a setting that it does not know', () => {
    const { said } = analysed(
      'verify',
      '--man=no',
      unit((text) => text.replace('NoNewPrivileges=', 'NoNewPrivilege=')),
    );
    expect(said).toContain('NoNewPrivilege');
  });

  test('rates what the unit may do as little', () => {
    // 0 to 10, in tenths here; the network to the key store and root, where the API server runs as root, remain.
    const { code, said } = analysed(
      'security',
      '--offline=yes',
      '--threshold=20',
      unit((text) => text),
    );
    expect([code, said]).toEqual([0, expect.stringContaining('Overall exposure level')]);
  });

  test('would rate it as much without its fences', () => {
    const bare = unit((text) => text.replaceAll(/^(?:Protect|Restrict|Private|SystemCall|Capability).*\n/gm, ''));
    expect(analysed('security', '--offline=yes', '--threshold=20', bare).code).not.toBe(0);
  });
});

const PODS = '/api/v1/namespaces/kube-system/pods?dryRun=All&fieldValidation=Strict';

describe.skipIf(!hasCluster('1.37'))('an API server (needs kubernetes-1.37)', () => {
  test('takes the static pod, to the letter', async () => {
    const pod = load(guide('static-pod.yaml')) as object;
    const misspelt = load(
      guide('static-pod.yaml').replace('readOnlyRootFilesystem', 'readOnlyRootFileSystem'),
    ) as object;
    await withCluster('1.37', async ({ admin }) => {
      expect((await admin.client.send('POST', PODS, pod)).status).toBe(201);
      expect((await admin.client.send('POST', PODS, misspelt)).status).toBe(400);
    });
  });
});

test('an API server takes the configuration that names the plugin', async () => {
  const file = path.join(GUIDE, 'encryption-configuration.yaml');
  const { stdout } = await runInProcess(['encryption', 'lint', file, '-o', 'json', '--fail-on', 'none']);
  expect(JSON.parse(stdout)).toMatchObject({ accepted: true, refusals: [] });
});
