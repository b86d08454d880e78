// Finds and reads the kubeconfig as kubectl does: the file named, else the KUBECONFIG list, else the one at home.
import { readYaml } from '@watertight/syntax';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ClusterError } from '../cluster-error.ts';
import { kubeconfigOf } from './entries.ts';
import type { Kubeconfig } from './entries.ts';
import { mergeKubeconfigs } from './merge.ts';

/** UTF-16 units of one kubeconfig. */
export const KUBECONFIG_LENGTH_MAX = 4 * 1024 * 1024;

/** What of the surroundings is looked at. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The home folder; empty where there is none. */
  readonly home: string;
}

/** Undefined where no file was found. Throws `ClusterError` for one that cannot be read. */
export function readKubeconfig(named: string | undefined, { env, home }: Surroundings): Kubeconfig | undefined {
  if (named !== undefined) return readFile(named) ?? missing(named);
  const list = (env['KUBECONFIG'] ?? '').split(path.delimiter).filter((file) => file !== '');
  const files = list.length > 0 ? [...new Set(list)] : home === '' ? [] : [path.join(home, '.kube', 'config')];
  const found = files.map(readFile).filter((config) => config !== undefined);
  return found.length === 0 ? undefined : mergeKubeconfigs(found);
}

function missing(file: string): never {
  throw new ClusterError('settings', `no such kubeconfig: ${file}`, 'Check the path given with --kubeconfig.');
}

/** Undefined where there is no such file. */
function readFile(file: string): Kubeconfig | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  if (text.length > KUBECONFIG_LENGTH_MAX)
    throw new ClusterError(
      'settings',
      `${file} is longer than ${KUBECONFIG_LENGTH_MAX} characters`,
      'Name a kubeconfig with --kubeconfig.',
    );
  const { value, problems } = readYaml(text);
  const fatal = problems.find((problem) => problem.fatal);
  if (fatal !== undefined)
    throw new ClusterError(
      'settings',
      `${file}:${fatal.line}:${fatal.column}: ${fatal.reason}`,
      'Correct the kubeconfig.',
    );
  return kubeconfigOf(value, path.dirname(path.resolve(file)));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ClusterError(
      'settings',
      `cannot read ${file} (${code ?? 'error'})`,
      'Check the file and its permissions.',
    );
  }
}
