// Opens the cluster that the options name for replays: says first which one it is, and that nothing is changed.
import { homedir } from 'node:os';
import type { ClusterConnection } from '@watertight/sources';
import { ExitCode, UserError } from './exit-code.ts';
import type { LiveOptions } from './live-input.ts';
import { VERSION } from './version.ts';

export async function openConnection(
  { context, kubeconfig, requestTimeout }: LiveOptions,
  signal: AbortSignal,
): Promise<ClusterConnection> {
  const { ClusterError, connectCluster } = await import('@watertight/sources');
  const { visible } = await import('@watertight/report');
  try {
    return await connectCluster({
      agent: `watertight/${VERSION}`,
      surroundings: { env: process.env, home: homedir() },
      onNotice: (line) => void process.stderr.write(`${visible(line)}\n`),
      signal,
      ...(context !== undefined && { context }),
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(requestTimeout !== undefined && { requestMs: requestTimeout }),
    });
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    throw new UserError(error.message, error.hint, error.trouble === 'settings' ? ExitCode.usage : ExitCode.cannotRun);
  }
}
