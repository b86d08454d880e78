// Shows how clusters begin and end: side by side, with other flags, with more API servers, and when the parent is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { startCluster } from './start-cluster.ts';
import { hasCluster, VERSIONS } from './versions.ts';
import { waitUntil } from './wait-until.ts';
import { withCluster, withOwnCluster } from './with-cluster.ts';

const [NEWEST] = VERSIONS;

/** A process that has ended and waits for its parent to notice is dead too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}

/** What a process of its own prints after it has started a cluster. */
interface Started {
  readonly folder: string;
  readonly pids: readonly number[];
}

/** Starts a cluster in another process, which then waits for its end, or for ours. */
async function startElsewhere(): Promise<{ readonly child: ChildProcess; readonly started: Started }> {
  const module = path.join(import.meta.dirname, 'start-cluster.ts');
  const script = `
    import { startCluster } from ${JSON.stringify(module)};
    process.stdin.on('end', () => process.exit()).resume();
    const { place, pids } = await startCluster(${JSON.stringify(NEWEST)});
    console.log(JSON.stringify({ folder: place.folder, pids }));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return { child, started: JSON.parse(line) as Started };
}

/** In ms: a few starts, on a machine that does other things too. */
const timeout = 180_000;

describe.skipIf(!hasCluster(NEWEST))(`the life of clusters (needs kubernetes-${NEWEST})`, { timeout }, () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('nothing stays when the parent ends by %s', async (signal) => {
    const { child, started } = await startElsewhere();
    expect(started.pids.map(isAlive)).toEqual([true, true, true]);
    child.kill(signal);
    await once(child, 'close');
    await waitUntil('the servers to end', async () => !started.pids.some(isAlive) && !existsSync(started.folder));
    expect(started.pids.map(isAlive)).toEqual([false, false, false]);
  });

  test('the command to try things ends with who started it', async () => {
    const command = `${process.execPath} ${path.join(import.meta.dirname, 'run.ts')} & wait`;
    const shell = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
    const folder = path.dirname(line.replace('export KUBECONFIG=', ''));
    expect(existsSync(path.join(folder, 'etcd'))).toBe(true);
    shell.kill('SIGKILL');
    // It removes the folder when its servers have ended.
    await waitUntil('the folder to go', async () => !existsSync(folder));
  });

  test('two at once do not collide, and each ends alone', async () => {
    const [first, second] = await Promise.all([startCluster(NEWEST), startCluster(NEWEST)]);
    expect(first.place.url).not.toBe(second.place.url);
    await first.stop();
    expect(first.pids.map(isAlive)).toEqual([false, false, false]);
    expect(second.pids.map(isAlive)).toEqual([true, true, true]);
    expect(existsSync(first.place.folder)).toBe(false);
    await second.stop();
    expect(existsSync(second.place.folder)).toBe(false);
  });

  test('the shared cluster is one for all who ask', async () => {
    const places = await Promise.all(
      [1, 2].map(async () => withCluster(NEWEST, async ({ folder, url }) => [folder, url])),
    );
    expect(places[0]).toEqual(places[1]);
    await withOwnCluster(NEWEST, {}, async ({ folder }) => expect(folder).not.toBe(places[0]?.[0]));
  });

  test('a server that cannot start is an error with its own words, and leaves nothing', async () => {
    const wrong = { flags: { 'authorization-mode': 'Nonsense' } };
    await expect(withOwnCluster(NEWEST, wrong, async () => undefined)).rejects.toThrow('is not a valid mode');
  });

  test('a port that is taken is tried again, and then said', async () => {
    const taker = createServer().listen(0, '127.0.0.1');
    await once(taker, 'listening');
    const { port } = taker.address() as AddressInfo;
    await expect(startCluster(NEWEST, { port })).rejects.toThrow('kube-apiserver found its port taken');
    taker.close();
  });

  test('flags are added, and take the place of ours', async () => {
    const settings = { flags: { 'authorization-mode': 'AlwaysAllow', 'anonymous-auth': 'false' } };
    await withOwnCluster(NEWEST, settings, async (cluster) => {
      expect((await cluster.as({ user: 'ann' }).client.send('GET', '/api/v1/secrets')).status).toBe(200);
      expect((await cluster.anonymous.client.send('GET', '/api/v1/secrets')).status).toBe(401);
    });
  });

  test('more API servers serve the same data, and one may take the place of another', async () => {
    await withOwnCluster(NEWEST, {}, async (cluster) => {
      const made = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'made' }, data: { through: 'the first' } };
      await cluster.apply(made);
      const second = await cluster.startApiServer({ flags: { 'authorization-mode': 'AlwaysAllow' } });
      const other = cluster.through(second);
      const target = '/api/v1/namespaces/default/configmaps/made';
      expect((await other.get(target))['data']).toEqual({ through: 'the first' });
      expect((await other.as({ user: 'ann' }).client.send('GET', target)).status).toBe(200);
      expect((await cluster.as({ user: 'ann' }).client.send('GET', target)).status).toBe(403);
      expect(other.audit().map(({ user }) => user.username)).toContain('ann');
      await cluster.apiServer.stop();
      await cluster.startApiServer({ port: cluster.apiServer.port });
      expect((await cluster.get(target))['data']).toEqual({ through: 'the first' });
    });
  });
});
