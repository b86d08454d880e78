// Reads the cluster that the options name: says first which one it is, and keeps what is read when it is interrupted.
import { homedir } from 'node:os';
import type { ReadSettings, SourcesRead } from '@watertight/sources';
import { ExitCode, UserError } from './exit-code.ts';
import { untilInterrupted, wasInterrupted } from './interrupt.ts';
import { VERSION } from './version.ts';

/** What was read, and the arguments that lead to it again. */
export interface LiveInput extends SourcesRead {
  readonly names: readonly string[];
}

export interface LiveOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  /** Milliseconds. */
  readonly requestTimeout?: number;
  readonly secretValues?: boolean;
}

/** `only`: the namespace that lists are limited to. */
export async function readLive(options: LiveOptions, settings: ReadSettings, only?: string): Promise<LiveInput> {
  const { ClusterError, readCluster } = await import('@watertight/sources');
  const { context, kubeconfig, requestTimeout, secretValues = false } = options;
  const { visible } = await import('@watertight/report');
  const cluster = {
    secretValues,
    agent: `watertight/${VERSION}`,
    surroundings: { env: process.env, home: homedir() },
    onNotice: (line: string) => void process.stderr.write(`${visible(line)}\n`),
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(requestTimeout !== undefined && { requestMs: requestTimeout }),
    ...(only !== undefined && { namespace: only }),
  };
  try {
    const read = await untilInterrupted((signal) => readCluster(cluster, { ...settings, signal }));
    return { ...read, names: wordsOf(options) };
  } catch (error) {
    if (wasInterrupted()) throw new UserError('interrupted', 'Nothing had been read yet.', ExitCode.interrupted);
    if (!(error instanceof ClusterError)) throw error;
    throw new UserError(error.message, error.hint, error.trouble === 'settings' ? ExitCode.usage : ExitCode.cannotRun);
  }
}

/** The options that lead to the same cluster again. */
function wordsOf({ context, kubeconfig }: LiveOptions): string[] {
  return [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
  ];
}
