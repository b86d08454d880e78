// The guide that turns encryption on says the truth: a shell runs its commands on a real API server and etcd, and they print what stands below them.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { etcdFlags } from '../../../../testbed/cluster/control-plane.ts';
import { hasEtcdTools } from '../../../../testbed/cluster/etcd-tools.ts';
import { freePort } from '../../../../testbed/cluster/free-port.ts';
import { startServer } from '../../../../testbed/cluster/server-process.ts';
import type { Flags } from '../../../../testbed/cluster/server-process.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import type { OwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { guideText, lastingProof, shownCommands } from '../testing/guide-commands.ts';
import { GuideShell } from '../testing/guide-shell.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const GUIDE = 'turn-on-encryption.md';
const LONG_MS = 400_000;
/** The canary's Secret holds chance; this one can be asked for. */
const MAIL = '/api/v1/namespaces/default/secrets/mail';

/** The flags that the guide adds to the API server's manifest. */
function guideFlags(shell: GuideShell): Flags {
  const flags = [...guideText(GUIDE).matchAll(/^ *- --([a-z-]+)=(\S+)$/gm)];
  return Object.fromEntries(flags.map(([, name = '', value = '']) => [name, shell.here(value)]));
}

/** As the kubelet does when the manifest has changed. */
async function startAgain(cluster: OwnCluster, flags: Flags): Promise<void> {
  await cluster.apiServer.stop();
  await cluster.startApiServer({ port: cluster.apiServer.port, flags, reloadEvery: '1s' });
}

/** An etcd on the restored folder, with an API server on it: the Secret's password, as that serves it. */
async function passwordIn(cluster: OwnCluster, dataDir: string, flags: Flags): Promise<string> {
  const { folder, programs } = cluster;
  const port = await freePort();
  const own = { ...etcdFlags(folder, port, await freePort()), 'data-dir': dataDir };
  const etcd = startServer({ program: programs.etcd, role: 'etcd', flags: own, folder, name: 'etcd-restored' });
  try {
    const server = await cluster.startApiServer({
      flags: { ...flags, 'etcd-servers': `https://127.0.0.1:${port}` },
    });
    const { data } = (await cluster.through(server).get(MAIL)) as { data?: Record<string, string> };
    await server.stop();
    return Buffer.from(data?.['password'] ?? '', 'base64').toString();
  } finally {
    await etcd.stop();
  }
}

/** The key that `lint --fix` made is named by the day. */
const keyName = (file: string): string => /key-\d{4}-\d\d-\d\d/.exec(readFileSync(file, 'utf8'))?.[0] ?? '';

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test.skipIf(!hasEtcdTools || !hasKubectl)(
    'each command prints what the guide shows (needs etcd-tools, and kubectl)',
    { timeout: LONG_MS },
    async () => {
      await withOwnCluster('1.37', {}, async (cluster) => {
        using shell = new GuideShell(cluster);
        const flags = guideFlags(shell);
        expect(Object.keys(flags)).toEqual([
          'encryption-provider-config',
          'encryption-provider-config-automatic-reload',
        ]);
        const file = shell.at('enc.yaml');
        const codes: number[] = [];
        for (const { command, output } of shownCommands(GUIDE)) {
          if (command === 'cat enc.yaml') writeFileSync(file, output);
          const named = command.replace(/key-\d{4}-\d\d-\d\d/, () => keyName(file));
          const { code, shown } = await shell.run(named, command.includes(' rotate ') ? ' --longest-request 1s' : '');
          expect([command, lastingProof(shown)]).toEqual([command, lastingProof(output)]);
          if (command.includes('encryption verify')) codes.push(code);
          else expect([command, code]).toEqual([command, 0]);
          if (command.endsWith('--fix')) await startAgain(cluster, flags);
        }
        expect(codes).toEqual([1, 1, 1, 0, 1, 0]);
        expect(readFileSync(file, 'utf8')).not.toContain('identity');
        expect(await passwordIn(cluster, shell.at('restored'), flags)).toBe('not-a-real-one');
      });
    },
  );
});
