// What `encryption lint` is told of the API server, from its options.
import { minorOf, NEWEST_MINOR, OLDEST_MINOR, type ServerSettings } from '@watertight/encryption';
import { UserError } from '../shell/exit-code.ts';

export interface ServerOptions {
  readonly kubernetesVersion?: string;
  readonly automaticReload?: boolean;
  readonly featureGates: readonly string[];
  readonly require: readonly string[];
}

export function serverSettings(options: ServerOptions): ServerSettings {
  const { kubernetesVersion, automaticReload = false, featureGates } = options;
  const minor = kubernetesVersion === undefined ? NEWEST_MINOR : minorOf(kubernetesVersion);
  if (minor === undefined)
    throw new UserError(
      `--kubernetes-version ${kubernetesVersion ?? ''} is not known`,
      `Give a version from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}.`,
    );
  return { minor, kmsV1: gateOf(featureGates, 'KMSv1'), reload: automaticReload };
}

/** As kube-apiserver's `--feature-gates`: `A=true,B=false`, the last one counts. */
function gateOf(given: readonly string[], name: string): boolean {
  let isOn = false;
  for (const gate of given.flatMap((text) => text.split(','))) {
    const [, key = '', value = ''] = /^\s*([A-Za-z0-9]+)=(true|false)\s*$/i.exec(gate) ?? [];
    if (key === '') throw new UserError(`--feature-gates ${gate} is no gate`, 'Write NAME=true or NAME=false.');
    if (key === name) isOn = value.toLowerCase() === 'true';
  }
  return isOn;
}

/** Beside Secrets, which must always be encrypted. */
export function requiredResources({ require }: ServerOptions): readonly string[] {
  return require
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
