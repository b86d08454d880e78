// Reads the cluster that the options name: says first which one it is, and keeps what is read when it is interrupted.
import { homedir } from 'node:os';
import type {
  ApiServerConnection,
  ClusterConnection,
  ClusterSettings,
  ConnectionSettings,
  Detected,
  DetectClusterSettings,
  ReadSettings,
  SecretValue,
  SourcesRead,
} from '@watertight/sources';
import { actingAs } from './acting-as.ts';
import type { ActingOptions } from './acting-as.ts';
import { ExitCode, UserError } from './exit-code.ts';
import { untilInterrupted, wasInterrupted } from './interrupt.ts';
import { VERSION } from './version.ts';

/** What was read, and the arguments that lead to it again. */
export interface LiveInput extends SourcesRead {
  readonly names: readonly string[];
}

export interface LiveOptions extends ActingOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  /** Milliseconds. */
  readonly requestTimeout?: number;
  readonly secretValues?: boolean;
}

/** Where names stand that say no namespace: `-n`, else live as for kubectl the context's own, else `--default-namespace`. */
export async function namespaceOf(
  options: LiveOptions & {
    readonly namespace?: string;
    readonly defaultNamespace: string;
    readonly filename: readonly string[];
  },
): Promise<string> {
  const { namespace, defaultNamespace, filename } = options;
  if (namespace !== undefined || filename.length > 0) return namespace ?? defaultNamespace;
  const { contextNamespace } = await import('@watertight/sources');
  return await orUserError(contextNamespace(choiceOf(options), surroundings()));
}

export interface LiveNeeds {
  /** The namespace that lists are limited to. */
  readonly only?: string | undefined;
  /** The command takes no `--secret-values`. */
  readonly refusesValues?: boolean;
}

export async function readLive(
  options: LiveOptions,
  settings: ReadSettings,
  { only, refusesValues = false }: LiveNeeds = {},
): Promise<LiveInput> {
  const { readCluster } = await import('@watertight/sources');
  const cluster = {
    ...(await settingsOf(options, only)),
    ...(!refusesValues && { secretValuesHint: '--secret-values does, and drops the values' }),
  };
  const read = await orUserError(untilInterrupted((signal) => readCluster(cluster, { ...settings, signal })));
  return { ...read, names: wordsOf(options) };
}

/** Looks for secrets in the texts of the cluster. */
export async function detectLive(
  options: LiveOptions & { readonly namespace?: string },
  settings: Omit<DetectClusterSettings, 'signal'>,
): Promise<Detected> {
  const { detectCluster } = await import('@watertight/sources');
  const cluster = await settingsOf(options, options.namespace);
  return await orUserError(untilInterrupted((signal) => detectCluster(cluster, { ...settings, signal })));
}

async function settingsOf(options: LiveOptions, only: string | undefined): Promise<ClusterSettings> {
  const { secretValues = false } = options;
  return { secretValues, ...(await connectionOf(options)), ...(only !== undefined && { namespace: only }) };
}

/** Opens the cluster for replays: says first which one it is, and that nothing is changed. */
export async function openConnection(options: LiveOptions, signal: AbortSignal): Promise<ClusterConnection> {
  const { connectCluster } = await import('@watertight/sources');
  return await orUserError(connectCluster({ ...(await connectionOf(options)), signal }));
}

/** Opens one API server to be asked what it runs with, and to have objects stored again: says first which one it is, and whether that. */
export async function openServer(
  options: LiveOptions & { readonly rewrites: boolean },
  signal: AbortSignal,
): Promise<ApiServerConnection> {
  const { openApiServer } = await import('@watertight/sources');
  return await orUserError(openApiServer({ rewrites: options.rewrites, ...(await connectionOf(options)), signal }));
}

/** Reads the values of Secrets, of all namespaces where none is named, and hands them on one by one: says first what it does. */
export async function readLiveSecrets(
  options: LiveOptions,
  namespace: string | undefined,
  take: (value: SecretValue) => void,
): Promise<void> {
  const { readSecretValues } = await import('@watertight/sources');
  const settings = { ...(await connectionOf(options)), ...(namespace !== undefined && { namespace }) };
  await orUserError(untilInterrupted((signal) => readSecretValues({ ...settings, signal }, take)));
}

/** Which cluster, as whom, how we show ourselves, and where notices go. */
async function connectionOf(options: LiveOptions): Promise<Omit<ConnectionSettings, 'signal'>> {
  const { visible } = await import('@watertight/report');
  const { requestTimeout } = options;
  return {
    agent: `watertight/${VERSION}`,
    surroundings: surroundings(),
    onNotice: (line) => void process.stderr.write(`${visible(line)}\n`),
    ...choiceOf(options),
    ...(await actingAs(options)),
    ...(requestTimeout !== undefined && { requestMs: requestTimeout }),
  };
}

/** Trouble with a server or a store, in the two lines of every error. */
export async function orUserError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (wasInterrupted()) throw new UserError('interrupted', 'Nothing had been read yet.', ExitCode.interrupted);
    throw await toUserError(error);
  }
}

/** What a server or store reports, in the two lines of every error; any other error as it is. */
export async function toUserError(error: unknown): Promise<unknown> {
  const { ClusterError } = await import('@watertight/sources');
  if (!(error instanceof ClusterError)) return error;
  return new UserError(error.message, error.hint, error.trouble === 'settings' ? ExitCode.usage : ExitCode.cannotRun);
}

function surroundings(): { readonly env: NodeJS.ProcessEnv; readonly home: string } {
  return { env: process.env, home: homedir() };
}

function choiceOf({ context, kubeconfig }: LiveOptions): Pick<LiveOptions, 'context' | 'kubeconfig'> {
  return { ...(context !== undefined && { context }), ...(kubeconfig !== undefined && { kubeconfig }) };
}

/** The options that lead to the same cluster again. */
function wordsOf({ context, kubeconfig, as, asGroup = [] }: LiveOptions): string[] {
  return [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
    ...(as === undefined ? [] : ['--as', as]),
    ...asGroup.flatMap((group) => ['--as-group', group]),
  ];
}
