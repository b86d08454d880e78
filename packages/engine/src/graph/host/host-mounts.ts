// Which places of the node's file system the containers of a pod see through hostPath volumes.
import type { Container, PodSpec, Volume } from '../../facts/workload.ts';

export interface HostMount {
  readonly volume: Volume;
  readonly container: Container;
  /** Node path that the container sees, normalised, `/var/run` written as `/run`. */
  readonly path: string;
  readonly readOnly: boolean;
  readonly mountPointer: string;
}

/**
 * Absolute path without `.`, `..`, double and trailing slashes; `/var/run` is a link to `/run` on every systemd node,
 * so both are the same place.
 */
export function nodePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  if (parts[0] === 'var' && parts[1] === 'run') parts.shift();
  return `/${parts.join('/')}`;
}

/** True when `path` is `place` or lies below it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || place === '/' || path.startsWith(`${place}/`);
}

/**
 * One entry for each mount; a volume that no container mounts, or that names no path, shows nothing. `pathOf` says which directory of the node a
 * volume is: by default that of a hostPath volume.
 */
export function hostMounts(
  { containers, volumes }: PodSpec,
  pathOf: (volume: Volume) => string | undefined = ({ hostPath }) => hostPath,
): HostMount[] {
  const byName = new Map<string, { readonly volume: Volume; readonly hostPath: string }>();
  for (const volume of volumes) {
    const hostPath = pathOf(volume);
    if (hostPath !== undefined && hostPath !== '') byName.set(volume.name, { volume, hostPath });
  }
  if (byName.size === 0) return [];
  return containers.flatMap((container) =>
    container.mounts.flatMap((mount): HostMount[] => {
      const known = byName.get(mount.volume);
      if (known === undefined) return [];
      const { volume, hostPath } = known;
      const path = nodePath(`${hostPath}/${mount.subPath}`);
      return [{ volume, container, path, readOnly: mount.readOnly, mountPointer: mount.pointer }];
    }),
  );
}
