// `npm run testbed -- VERSION`: a cluster to try things on, until Ctrl-C or the end of who started it.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './cluster.ts';
import { startCluster } from './start-cluster.ts';
import { buildPrograms, VERSIONS, type Version } from './versions.ts';

const LOOK_MS = 500;

/** A process whose parent has died gets another one. */
async function parentEnded(parent: number): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- nothing tells a process that its parent has ended
  while (process.ppid === parent) await sleep(LOOK_MS, undefined, { ref: false });
}

async function runUntilStopped(version: Version): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'].map(async (signal) => once(process, signal));
  const stopped = Promise.race([...signals, parentEnded(process.ppid)]);
  buildPrograms(version);
  const running = await startCluster(version);
  const cluster = connect(running.place);
  console.log(`export KUBECONFIG=${cluster.admin.kubeconfig}`);
  console.log(`# audit log: ${cluster.auditLog}; everything else: ${cluster.folder}`);
  console.log('# Ctrl-C stops the cluster and removes the folder');
  await stopped;
  await cluster.close();
  await running.stop();
}

async function main(argument: string | undefined): Promise<void> {
  const version = argument === undefined ? VERSIONS[0] : VERSIONS.find((one) => one === argument);
  if (version !== undefined) return runUntilStopped(version);
  console.error(`${argument} is not among the testbed's versions\nName one of ${VERSIONS.join(', ')}`);
  process.exitCode = 2;
}

await main(process.argv[2]);
