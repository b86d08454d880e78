// Runs the README's commands that read a live cluster against the testbed, with the first example applied.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { manifestsIn } from '../testbed/cluster/manifests.ts';
import { waitUntil } from '../testbed/cluster/wait-until.ts';
import { type OwnCluster, withOwnCluster } from '../testbed/cluster/with-cluster.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const EXAMPLE = path.join(ROOT, 'examples/seed-backend');
export const LIVE_VERSION = '1.37';
/** As the other blocks, but with a context. */
const BLOCK = /```console\n\$ (\.\/bin\/watertight\.js [^\n]* --context testbed)\n[\s\S]*?```/g;

/** What a command says and prints, as on a terminal without colours; of where the cluster is, only that it is this machine. */
function output(command: string, { admin, endpoint }: OwnCluster): string {
  const [, ...args] = command.split(' ');
  const env = { ...process.env, NO_COLOR: '1', KUBECONFIG: admin.kubeconfig };
  const program = path.join(ROOT, 'bin/watertight.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, env, encoding: 'utf8' });
  return `${stderr}${stdout}`.trimEnd().replaceAll(endpoint.url, 'https://127.0.0.1:PORT');
}

/** The text with every live transcript as it would be now. Throws where the testbed is not built. */
export async function withLiveTranscripts(text: string): Promise<string> {
  return await withOwnCluster(LIVE_VERSION, {}, async (cluster) => {
    await cluster.apply(...manifestsIn(EXAMPLE));
    // A controller gives each new namespace its own account.
    const account = '/api/v1/namespaces/backend/serviceaccounts/default';
    const isThere = async (): Promise<boolean> => (await cluster.admin.client.send('GET', account)).status === 200;
    await waitUntil('the namespace to have its account', isThere);
    return text.replaceAll(
      BLOCK,
      (_, command: string) => `\`\`\`console\n$ ${command}\n${output(command, cluster)}\n\`\`\``,
    );
  });
}
