// What of its node's files a pod's containers see: host paths, and claims on volumes that are host paths.
import { namespaceOf } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { containersOf } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { at, listAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

export interface HostFolder {
  /** Without a slash at the end; `/` is the root. */
  readonly path: string;
  readonly writable: boolean;
  /** False for a container that is told to run as another user. */
  readonly asRoot: boolean;
}

/** A container value, else the pod's; the image decides where neither speaks, and may say root. */
export function mayBeRoot(spec: Raw, container: unknown): boolean {
  const user = at(container, 'securityContext', 'runAsUser') ?? at(spec, 'securityContext', 'runAsUser');
  const never = at(container, 'securityContext', 'runAsNonRoot') ?? at(spec, 'securityContext', 'runAsNonRoot');
  return user === undefined ? never !== true : user === 0;
}

function hostPathOf(cluster: Cluster, namespace: string, volume: unknown): string {
  const direct = textAt(volume, 'hostPath', 'path');
  if (direct !== '') return direct;
  const claim = cluster.find(
    `persistentvolumeclaim:${namespace}/${textAt(volume, 'persistentVolumeClaim', 'claimName')}`,
  );
  const bound = cluster.find(`persistentvolume:${textAt(claim, 'spec', 'volumeName')}`);
  return textAt(bound, 'spec', 'hostPath', 'path') || textAt(bound, 'spec', 'local', 'path');
}

/** Each mount of a host folder, `subPath` taken into account. */
export function hostFolders(cluster: Cluster, { object, spec }: PodMaker): HostFolder[] {
  const paths = new Map(
    listAt(spec, 'volumes').map((volume) => [textAt(volume, 'name'), hostPathOf(cluster, namespaceOf(object), volume)]),
  );
  return containersOf(spec).flatMap((container) =>
    listAt(container, 'volumeMounts').flatMap((mount) => {
      const path = paths.get(textAt(mount, 'name')) ?? '';
      if (path === '') return [];
      const whole = `${path}/${textAt(mount, 'subPath')}`.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
      return [{ path: whole, writable: at(mount, 'readOnly') !== true, asRoot: mayBeRoot(spec, container) }];
    }),
  );
}

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** One of them holds the other. */
export const overlaps = (path: string, folder: string): boolean => isWithin(path, folder) || isWithin(folder, path);
