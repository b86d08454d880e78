// `npm run testbed -- VERSION`: a cluster to try things on, until Ctrl-C.
import { once } from 'node:events';
import { connect } from './cluster.ts';
import { startCluster } from './start-cluster.ts';
import { VERSIONS } from './versions.ts';

async function main(argument: string | undefined): Promise<void> {
  const version = argument === undefined ? VERSIONS[0] : VERSIONS.find((one) => one === argument);
  if (version === undefined) {
    console.error(`${argument} is not among the testbed's versions\nName one of ${VERSIONS.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(async (signal) => once(process, signal)));
  const running = await startCluster(version);
  const cluster = connect(running.place);
  console.log(`export KUBECONFIG=${cluster.admin.kubeconfig}`);
  console.log(`# audit log: ${cluster.auditLog}; everything else: ${cluster.folder}`);
  console.log('# Ctrl-C stops the cluster and removes the folder');
  await interrupted;
  await cluster.close();
  await running.stop();
}

await main(process.argv[2]);
