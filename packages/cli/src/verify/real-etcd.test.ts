// A running etcd that does not let itself be read: who is not trusted, whom it does not trust, who may not.
import type { EtcdAccess } from '../../../../testbed/cluster/cluster.ts';
import { describe, expect, test } from 'vitest';
import { etcdGateway } from '../../../../testbed/cluster/etcd-gateway.ts';
import { pairFiles } from '../../../../testbed/cluster/pki.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import type { Ran } from '../testing/in-process.ts';

async function verify({ url, authorityFile, certificateFile, keyFile }: Partial<EtcdAccess>): Promise<Ran> {
  const files = [
    ['--cacert', authorityFile],
    ['--cert', certificateFile],
    ['--key', keyFile],
  ].flatMap(([option = '', file]) => (file === undefined ? [] : [option, file]));
  return await runInProcess([
    'encryption',
    'verify',
    '--endpoints',
    url ?? '',
    ...files,
    '--fail-on',
    'none',
    '-o',
    'wide',
  ]);
}

describe.skipIf(!hasCluster('1.37'))('a real etcd (needs kubernetes-1.37)', () => {
  test('trust, certificates, users', async () => {
    await withOwnCluster('1.37', {}, async ({ etcd, folder }) => {
      const { url, authorityFile } = etcd;
      const stranger = pairFiles(folder, 'admin');
      const failures: readonly (readonly [Partial<EtcdAccess>, string, string])[] = [
        [{ url }, 'certificate is signed by nobody that --cacert vouches for', '--cacert'],
        [{ url, authorityFile }, 'the connection was cut', '--cert'],
        [
          { url, authorityFile, certificateFile: stranger.certificate, keyFile: stranger.key },
          'cannot be read',
          '--cert',
        ],
        [{ ...etcd, keyFile: stranger.key }, 'our certificate and our key do not belong together', '--cert and --key'],
        [{ ...etcd, url: url.replace('https:', 'http:') }, 'the connection was cut', '--endpoints'],
      ];
      for (const [access, message, hint] of failures) {
        const { code, stdout, stderr } = await verify(access);
        expect([code, stdout]).toEqual([4, '']);
        expect(stderr).toContain(message);
        expect(stderr).toContain(hint);
        expect(stderr.trimEnd().split('\n')).toHaveLength(2);
      }
      const both = await verify({ ...etcd, url: `https://127.0.0.1:1,${url}` });
      expect([both.code, both.stderr]).toEqual([0, '']);
      expect(both.stdout).toContain('free pages and the log are not served');

      const gateway = etcdGateway(etcd);
      await gateway.ask('/v3/auth/user/add', { name: 'root', password: 'fake' });
      await gateway.ask('/v3/auth/role/add', { name: 'root' });
      await gateway.ask('/v3/auth/user/grant', { user: 'root', role: 'root' });
      await gateway.ask('/v3/auth/enable', {});
      gateway.close();
      const refused = await verify(etcd);
      expect([refused.code, refused.stdout]).toEqual([4, '']);
      expect(refused.stderr).toMatch(/^error: etcd at \S+ asks for a user: authentication is on\nTake a snapshot/);
    });
  }, 120_000);
});
