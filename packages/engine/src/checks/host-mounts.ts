// Which places of the node's file system the containers of a pod see through hostPath volumes.
import type { Container, PodSpec, Volume } from '../facts/workload.ts';
import type { Severity } from '../results/contract.ts';
import { containerName, type PodHit } from './pod-check.ts';

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

/** One entry for each mount; a volume that no container mounts shows nothing. */
export function hostMounts({ containers, volumes }: PodSpec): HostMount[] {
  const byName = new Map<string, Volume>();
  for (const volume of volumes) if (volume.hostPath !== undefined) byName.set(volume.name, volume);
  if (byName.size === 0) return [];
  return containers.flatMap((container) =>
    container.mounts.flatMap((mount): HostMount[] => {
      const volume = byName.get(mount.volume);
      if (volume?.hostPath === undefined) return [];
      const path = nodePath(`${volume.hostPath}/${mount.subPath}`);
      return [{ volume, container, path, readOnly: mount.readOnly, mountPointer: mount.pointer }];
    }),
  );
}

/** What is wrong with one mount: a clause about its container ("reads /root of the node"), and how bad it is. */
export interface MountJudgement {
  readonly what: string;
  readonly severity: Severity;
}

/** Judges each mount. The change removes those found weak, and a volume when nothing else mounts it. */
export function mountHits(spec: PodSpec, judge: (mount: HostMount) => MountJudgement | undefined): PodHit[] {
  const mounts = hostMounts(spec);
  const judged = mounts.map((mount) => ({ mount, judgement: judge(mount) }));
  const kept = new Set(judged.filter(({ judgement }) => judgement === undefined).map(({ mount }) => mount.volume));
  return judged.flatMap(({ mount, judgement }): PodHit[] => {
    if (judgement === undefined) return [];
    const { volume, container, mountPointer } = mount;
    const paths = kept.has(volume) ? [mountPointer] : [mountPointer, volume.pointer];
    return [
      {
        pointer: `${volume.pointer}/hostPath`,
        what: `${containerName(container)} ${judgement.what}`,
        severity: judgement.severity,
        change: paths.map((path) => ({ op: 'remove', path })),
      },
    ];
  });
}
