// From the options to facts: what -f names, or where it names nothing, the cluster of the current context.
import type { Facts } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { cachedLocator } from './cached-locator.ts';
import { UserError } from './exit-code.ts';
import { handlingSignals } from './interrupt.ts';
import { readLive } from './live-input.ts';
import type { LiveNeeds, LiveOptions } from './live-input.ts';
import { progressLine } from './progress.ts';

export interface InputOptions extends LiveOptions {
  readonly filename: readonly string[];
  readonly defaultNamespace: string;
  readonly kubernetesVersion?: string;
  readonly render: boolean;
}

export interface Input {
  readonly facts: Facts;
  readonly locator: Locator;
  /** The text of a snapshot of it, piece by piece. */
  readonly snapshot: () => Iterable<string>;
  /** The arguments that name the input, for the next command: `-f FILE`, `--context NAME`. */
  readonly names: readonly string[];
}

/** What a command adds to the options that all share. */
export interface InputNeeds extends LiveNeeds {
  /** Positional files. */
  readonly files?: readonly string[];
}

const VERSION_FORM = /^v?(\d+\.\d+)(?:\..*)?$/;

/** Reads all inputs. A named one that does not exist is a usage error; what cannot be read inside one is coverage. */
export async function readInput(options: InputOptions, { files = [], ...live }: InputNeeds = {}): Promise<Input> {
  const names = [...options.filename, ...files];
  const version = options.kubernetesVersion === undefined ? undefined : minorVersion(options.kubernetesVersion);
  const progress = progressLine(names.length === 0 ? 'lists' : 'files');
  const settings = {
    defaultNamespace: options.defaultNamespace,
    render: options.render,
    ...(version !== undefined && { kubernetesVersion: version }),
    ...(progress !== undefined && { onProgress: progress.show }),
  };
  try {
    if (names.length === 0) return await readLive(options, settings, live);
    refuseBoth(options);
    const { MissingInputError, readSources, SnapshotError } = await import('@watertight/sources');
    const { facts, locator, snapshot } = await handlingSignals(() => readSources(names, settings)).catch(
      (error: unknown) => {
        const isTheirs = error instanceof MissingInputError || error instanceof SnapshotError;
        throw isTheirs ? new UserError(error.message, error.hint) : error;
      },
    );
    return { facts, locator: cachedLocator(locator), snapshot, names: names.flatMap((name) => ['-f', name]) };
  } finally {
    progress?.end();
  }
}

function refuseBoth({ context, kubeconfig, as, asGroup = [] }: InputOptions): void {
  const given = { '--context': context, '--kubeconfig': kubeconfig, '--as': as, '--as-group': asGroup[0] };
  const option = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (option === undefined) return;
  throw new UserError(`both -f and ${option} are given`, 'Read files or a cluster; a snapshot of a cluster is a file.');
}

function minorVersion(text: string): string {
  const minor = VERSION_FORM.exec(text)?.[1];
  if (minor === undefined) throw new UserError(`not a Kubernetes version: ${text}`, 'Write it as 1.37 or v1.37.2.');
  return minor;
}
