// Directories of the node that a pod's containers see: hostPath volumes, and claims bound to volumes that are directories of the node.
import type { PersistentVolumeFact } from '../../facts/cluster.ts';
import type { PodSpec, Volume, WorkloadFact } from '../../facts/workload.ts';
import { hostMounts } from '../host/host-mounts.ts';
import type { HostMount } from '../host/host-mounts.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { specOf } from './pods.ts';

export interface NodeMount extends HostMount {
  /** The volume behind the claim that is mounted. */
  readonly persistent?: PersistentVolumeFact;
}

function volumeBehind(world: World, namespace: string, { claim }: Volume): PersistentVolumeFact | undefined {
  const index = claim === undefined ? undefined : world.claims.find(namespace, claim);
  const bound = index === undefined ? undefined : world.claims.items[index]?.fact?.volumeName;
  const volume = bound === undefined ? undefined : world.volumes.get(bound);
  return volume?.claimNamespace === namespace && volume.claimName === claim ? volume : undefined;
}

function mountsOf(world: World, { namespace }: WorkloadFact, spec: PodSpec): NodeMount[] {
  const behind = new Map<Volume, PersistentVolumeFact>();
  for (const volume of spec.volumes) {
    const persistent = volumeBehind(world, namespace, volume);
    if (persistent?.hostPath !== undefined) behind.set(volume, persistent);
  }
  return hostMounts(spec, (volume) => volume.hostPath ?? behind.get(volume)?.hostPath).map((mount) => {
    const persistent = behind.get(mount.volume);
    return persistent === undefined ? mount : { ...mount, persistent };
  });
}

const known = new WeakMap<PodSpec, readonly NodeMount[]>();

/** All mounts of the pod; found once for each spec, but for specs with claims, which mean other volumes elsewhere. */
export function nodeMounts(world: World, member: WorkloadFact): readonly NodeMount[] {
  const spec = specOf(world, member);
  const shared = spec.claims.length === 0;
  const found = (shared ? known.get(spec) : undefined) ?? mountsOf(world, member, spec);
  if (shared) known.set(spec, found);
  return found;
}

/** Pointers into the pod spec, and what stands outside it. */
export function citeMount({ volume, mountPointer, persistent }: NodeMount): {
  pointers: readonly string[];
  more: readonly Citation[];
} {
  const field = persistent === undefined ? '/hostPath' : '/persistentVolumeClaim';
  const more =
    persistent === undefined
      ? []
      : [
          { object: persistent, pointer: '/spec/claimRef' },
          { object: persistent, pointer: `/spec/${persistent.type}/path` },
        ];
  return { pointers: [`${volume.pointer}${field}`, mountPointer], more };
}
