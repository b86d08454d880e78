// A whole rotation of two real API servers, killed at every moment of every state of the table, while a writer never stops.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MEND_STATE, ROTATION_STATES } from '@watertight/encryption';
import type { RotationState } from '@watertight/encryption';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { KILLED_AT_NEWS, MOMENTS_FILE } from '../testing/killed-at-news.ts';
import { SecretWriter, secretValue } from '../testing/secret-writer.ts';
import { storedSecrets } from '../testing/stored-values.ts';
import { ended, start } from '../testing/subprocess.ts';
import { flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';
import type { TwoServers } from '../testing/two-servers.ts';

const OBJECTS = 300;
const LONG_MS = 600_000;
/** What the servers run with; the old keys stay as long. */
const LONGEST_REQUEST = '5s';
const MENDED = 'promote: after one.json is replaced';

/** Moments of each state, by what it changes: a state that is new has them too, and is missed until a process died at each. */
const MOMENTS: Readonly<Record<RotationState['changes'], (state: RotationState) => readonly string[]>> = {
  files: () => ['before two.json is replaced', 'after two.json is replaced'],
  objects: () => ['PATCH 1 is sent', 'PATCH 100 is answered'],
  nothing: ({ action }) => [action],
};
/** The server that is started again by hand makes them sure. */
const WAITS = [
  /^promote: waits for .*loaded/,
  /^rewrite: waits for .*loaded/,
  /^drop: waits # s/,
  /^settle: waits for .*loaded/,
];

function expectedMoments(): string[] {
  const ofStates = [MEND_STATE, ...ROTATION_STATES].flatMap((state) =>
    MOMENTS[state.changes](state).map((moment) => `${state.id}: ${moment}`),
  );
  // By hand the key was taken out of the second file alone.
  const ofFirst = ROTATION_STATES.filter(({ changes }) => changes === 'files').flatMap(({ id }) => [
    `${id}: before one.json is replaced`,
    `${id}: after one.json is replaced`,
  ]);
  return [...ofStates, ...ofFirst];
}

/** Runs the command until it ends by itself; returns how it ended, and the moments at which it was killed before. */
async function killedEverywhere(
  args: readonly string[],
  { folder, restartSecond }: TwoServers,
  afterDeath: (moment: string) => void,
): Promise<{
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly moments: readonly string[];
}> {
  const momentsFile = path.join(folder, 'moments');
  writeFileSync(momentsFile, '');
  for (;;) {
    const child = start(args, { preload: KILLED_AT_NEWS, env: { [MOMENTS_FILE]: momentsFile } });
    child.stdin?.end();
    let restarts = Promise.resolve();
    child.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('loaded')) restarts = restarts.then(restartSecond);
    });
    const { signal, ...end } = await ended(child);
    await restarts;
    const moments = readFileSync(momentsFile, 'utf8').trimEnd().split('\n');
    if (signal !== 'SIGKILL') return { ...end, moments };
    afterDeath(moments.at(-1) ?? '');
  }
}

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('killed at each moment, then run again: no Secret unreadable, no write lost', { timeout: LONG_MS }, async () => {
    const two = twoFiles([secretboxKey('old'), { identity: {} }]);
    const before = readFileSync(two.files[1]);
    const timeout = { 'request-timeout': LONGEST_REQUEST };
    const first = { flags: { ...flagsFor(two.files[0]), ...timeout }, reloadEvery: '1s' };
    const second = { flags: { ...flagsFor(two.files[1], false), ...timeout } };
    await withOwnCluster('1.37', first, async (cluster) => {
      const rotated = async (servers: TwoServers): Promise<void> => {
        const names = Array.from({ length: OBJECTS }, (_, at) => `old-${at}`);
        const writer = new SecretWriter(servers.servers);
        for (const name of names) await writer.write(name, name);
        writer.start();
        const rotate = [
          ...servers.args,
          '--new-key',
          'secretbox:new',
          '--finish',
          '--no-storage-migration',
          '--longest-request',
          LONGEST_REQUEST,
        ];
        // By hand the new key is taken out of one file while the other writes with it.
        const { code, stdout, stderr, moments } = await killedEverywhere(rotate, servers, (moment) => {
          if (moment === MENDED) writeFileSync(two.files[1], before);
        });
        await writer.stop();
        expect([code, stdout.split('\n')[0], stderr]).toEqual([
          0,
          'secretbox:new for secrets: done; every gate is open',
          expect.stringContaining('done: '),
        ]);
        expect(moments).toEqual(expect.arrayContaining(expectedMoments()));
        expect(moments.filter((moment) => moment.startsWith('error'))).toEqual([]);
        for (const wait of WAITS) expect(moments.filter((moment) => wait.test(moment))).not.toEqual([]);

        for (const server of servers.servers)
          for (const [name, value] of writer.accepted) expect(await secretValue(server, name)).toBe(value);
        for (const file of servers.files) {
          expect(readFileSync(file, 'utf8')).not.toContain('"old"');
          expect(statSync(file).mode & 0o777).toBe(0o600);
        }
        expect(readdirSync(servers.folder).sort()).toEqual(['kubeconfig', 'moments', 'one.json', 'two.json']);
        expect(writer.refusals).toEqual([]);
        expect(await storedSecrets(cluster, servers.files[1])).toEqual({ 'secretbox:new': writer.accepted.size });
      };
      await withTwoServers(cluster, two, rotated, second);
    });
  });
});
