// From the -f options to an analysis: reads the sources, says what was read, and builds the exposure when asked.
import type { Facts } from '@watertight/engine';
import type { Locator, ReadSettings } from '@watertight/sources';
import { cachedLocator } from './cached-locator.ts';
import { UserError } from './exit-code.ts';
import { handlingSignals } from './interrupt.ts';
import { progressLine } from './progress.ts';

export interface InputOptions {
  readonly filename: readonly string[];
  readonly defaultNamespace: string;
  readonly kubernetesVersion?: string;
  readonly render: boolean;
}

export interface Input {
  readonly facts: Facts;
  readonly locator: Locator;
  readonly names: readonly string[];
}

const VERSION_FORM = /^v?(\d+\.\d+)(?:\..*)?$/;

/** Reads all inputs. A named one that does not exist is a usage error; what cannot be read inside one is coverage. */
export async function readInput(options: InputOptions, files: readonly string[] = []): Promise<Input> {
  const names = [...options.filename, ...files];
  if (names.length === 0) {
    throw new UserError('no input is given', 'Name what to read with -f FILE, -f DIR or -f - (standard input).');
  }
  const version = options.kubernetesVersion === undefined ? undefined : minorVersion(options.kubernetesVersion);
  const { MissingInputError, readSources } = await import('@watertight/sources');
  const progress = progressLine();
  try {
    const settings: ReadSettings = {
      defaultNamespace: options.defaultNamespace,
      render: options.render,
      ...(version !== undefined && { kubernetesVersion: version }),
      ...(progress !== undefined && { onProgress: progress.show }),
    };
    const { facts, locator } = await handlingSignals(() => readSources(names, settings));
    return { facts, locator: cachedLocator(locator), names };
  } catch (error) {
    if (error instanceof MissingInputError) throw new UserError(error.message, error.hint);
    throw error;
  } finally {
    progress?.end();
  }
}

function minorVersion(text: string): string {
  const minor = VERSION_FORM.exec(text)?.[1];
  if (minor === undefined) throw new UserError(`not a Kubernetes version: ${text}`, 'Write it as 1.37 or v1.37.2.');
  return minor;
}
