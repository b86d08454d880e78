// Times `encryption verify` on a running etcd of so many Secrets, and prints the table: `node bench/live-etcd.ts [OBJECTS,OBJECTS]`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { etcdGateway } from '../testbed/cluster/etcd-gateway.ts';
import type { EtcdGateway } from '../testbed/cluster/etcd-gateway.ts';
import { withOwnCluster } from '../testbed/cluster/with-cluster.ts';
import { etcdValues } from './etcd-file.ts';
import { line, megabytes, seconds } from './table.ts';

const VALUE_BYTES = 1000;
/** etcd's default for one transaction. */
const OPERATIONS_MAX = 128;
const base64 = (value: string | Uint8Array): string => Buffer.from(value).toString('base64');
const [, , sizes = '10000,100000'] = process.argv;

async function fill(gateway: EtcdGateway, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += OPERATIONS_MAX) {
    const values = etcdValues(at, Math.min(at + OPERATIONS_MAX, to), VALUE_BYTES);
    const success = values.map(([key, value]) => ({ requestPut: { key: base64(key), value: base64(value) } }));
    await gateway.ask('/v3/kv/txn', { success });
  }
}

interface Usage {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
}

/** The command as users start it. */
function verify(args: readonly string[]): Usage {
  const hook = path.join(import.meta.dirname, 'jobs/usage.cjs');
  const program = path.resolve(import.meta.dirname, '../bin/watertight.js');
  const command = ['--require', hook, program, 'encryption', 'verify', ...args, '--fail-on', 'none'];
  const before = performance.now();
  const { output, status } = spawnSync(process.execPath, command, {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('the command failed');
  return { ...(JSON.parse(output[3] ?? '') as Usage), seconds: (performance.now() - before) / 1000 };
}

line('Secrets in a running etcd', 'verify s', 'verify CPU s', 'resident MB');
line('---:', '---:', '---:', '---:');
await withOwnCluster('1.37', {}, async ({ etcd }) => {
  const { url, authorityFile, certificateFile, keyFile } = etcd;
  const args = ['--endpoints', url, '--cacert', authorityFile, '--cert', certificateFile, '--key', keyFile];
  const gateway = etcdGateway(etcd);
  let filled = 0;
  for (const size of sizes.split(',').map(Number)) {
    await fill(gateway, filled, size);
    filled = size;
    const runs = [verify(args), verify(args), verify(args)];
    const best = runs.reduce((one, other) => (other.cpu < one.cpu ? other : one));
    const memory = Math.max(...runs.map((each) => each.memory));
    line(
      size.toLocaleString('en'),
      seconds(Math.min(...runs.map((each) => each.seconds))),
      seconds(best.cpu),
      megabytes(memory),
    );
  }
  gateway.close();
});
