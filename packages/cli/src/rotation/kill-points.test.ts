// A whole rotation of two real API servers, killed at every step that changes something, while a writer never stops.
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import { run, start } from '../testing/subprocess.ts';
import { flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';

const SECRETS = '/api/v1/namespaces/default/secrets';
const OBJECTS = 300;
/** Servers look at their file once a minute, and that four times. */
const LONG_MS = 900_000;

const secret = (name: string, value: string): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  stringData: { value },
});

/** Writes Secrets through both servers in turn until it is told to stop; keeps what each was told to hold, once it was accepted. */
class Writer {
  readonly accepted = new Map<string, string>();
  #isStopped = false;
  readonly #ended: Promise<void>;

  constructor(servers: readonly Cluster[]) {
    this.#ended = this.#write(servers);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  async #write(servers: readonly Cluster[]): Promise<void> {
    for (let at = 0; !this.#isStopped; at++) {
      const name = `written-${at % 40}`;
      const value = `value-${at}`;
      const client = servers[at % servers.length]?.admin.client;
      const known = this.accepted.has(name);
      const answer = await client?.send(
        known ? 'PATCH' : 'POST',
        known ? `${SECRETS}/${name}` : SECRETS,
        known ? { stringData: { value } } : secret(name, value),
        known ? { contentType: 'application/merge-patch+json' } : {},
      );
      if ((answer?.status ?? 500) >= 300) throw new Error(`the writer was refused: ${answer?.status ?? 0}`);
      this.accepted.set(name, value);
      await sleep(20);
    }
  }
}

/** From etcd itself: a GET without a resourceVersion is not answered from memory. */
async function valueOf({ admin }: Cluster, name: string): Promise<string> {
  const { status, body } = await admin.client.send('GET', `${SECRETS}/${name}`);
  const { value = '' } = (body['data'] ?? {}) as { value?: string };
  return status === 200 ? Buffer.from(value, 'base64').toString() : `status ${status}`;
}

/** Kills the process at the first thing it says that was not said before, and adds that to `said`. False where it ended by itself. */
async function killedAtNews(args: readonly string[], said: Set<string>): Promise<boolean> {
  const child = start(args);
  child.stdin?.end();
  child.stdout?.resume();
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const news = text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.replaceAll(/\d+/g, '#'))
      .find((line) => /^(?:add|promote|rewrite|drop|settle): /.test(line) && !said.has(line));
    if (news === undefined || child.killed) return;
    said.add(news);
    child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal === 'SIGKILL';
}

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('killed at each step, then run again: no Secret unreadable, no write lost', { timeout: LONG_MS }, async () => {
    const two = twoFiles([secretboxKey('old'), { identity: {} }]);
    await withOwnCluster('1.37', { flags: flagsFor(two.files[0]) }, async (cluster) => {
      await withTwoServers(cluster, two, async ({ files, servers, args }) => {
        for (let at = 0; at < OBJECTS; at++) {
          const { status } = await servers[0].admin.client.send('POST', SECRETS, secret(`old-${at}`, `old-${at}`));
          expect(status).toBe(201);
        }
        const writer = new Writer(servers);
        const rotate = [...args, '--new-key', 'secretbox:new', '--finish'];
        // It says each action of the state table before it takes it, file by file, and each wait.
        const said = new Set<string>();
        while (await killedAtNews(rotate, said));
        const last = await run(rotate);
        await writer.stop();
        expect([last.code, last.stdout.split('\n')[0]]).toEqual([
          0,
          'secretbox:new for secrets: done; every gate is open',
        ]);
        const states = new Set([...said].map((line) => line.split(':')[0]));
        expect(states).toEqual(new Set(['add', 'promote', 'rewrite', 'drop', 'settle']));
        expect(said.size).toBeGreaterThanOrEqual(states.size + 4);

        expect(writer.accepted.size).toBe(40);
        for (const server of servers) {
          for (const [name, value] of writer.accepted) expect(await valueOf(server, name)).toBe(value);
          for (let at = 0; at < OBJECTS; at++) expect(await valueOf(server, `old-${at}`)).toBe(`old-${at}`);
        }
        for (const file of files) {
          expect(readFileSync(file, 'utf8')).not.toContain('"old"');
          expect(statSync(file).mode & 0o777).toBe(0o600);
        }
        const { url, authorityFile, certificateFile, keyFile } = cluster.etcd;
        const etcd = ['--endpoints', url, '--cacert', authorityFile, '--cert', certificateFile, '--key', keyFile];
        const verify = ['encryption', 'verify', ...etcd, '--config', files[1], '--fail-on', 'none', '-o', 'json'];
        const { stdout } = await runInProcess(verify);
        const { summary } = JSON.parse(stdout) as { summary: { resources: { resource: string }[] } };
        expect(summary.resources.find(({ resource }) => resource === 'secrets')).toMatchObject({
          objects: OBJECTS + 40,
          providers: { secretbox: OBJECTS + 40 },
          stale: 0,
          unreadable: 0,
        });
      });
    });
  });
});
