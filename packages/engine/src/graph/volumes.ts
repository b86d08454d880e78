// Which PersistentVolumes can be had without the claim they are bound to, and why.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';

/**
 * - `csi`: a snapshot of it can be restored elsewhere
 * - `nfs`: its export can be mounted by its address
 * - `released`: its claim is gone and its data kept, for the next claim that is written into it
 */
export type VolumeClass = 'csi' | 'nfs' | 'released';

const BELONGS: Readonly<Record<VolumeClass, (volume: PersistentVolumeFact) => boolean>> = {
  csi: ({ type }) => type === 'csi',
  nfs: ({ nfs }) => nfs !== undefined,
  released: ({ phase, reclaimPolicy }) => phase === 'Released' && reclaimPolicy === 'Retain',
};

/** Volumes of a class that are, or were, bound to a claim. */
export function volumesOf(facts: Facts, volumeClass: string): PersistentVolumeFact[] {
  const belongs = BELONGS[volumeClass as VolumeClass];
  return facts.persistentVolumes.filter((volume) => volume.claimName !== '' && belongs(volume));
}

/** The volume of a class behind a claim's id. */
export function volumeBehind(facts: Facts, volumeClass: VolumeClass, claim: string): PersistentVolumeFact | undefined {
  return volumesOf(facts, volumeClass).find(
    ({ claimNamespace, claimName }) => claim === `persistentvolumeclaim:${claimNamespace}/${claimName}`,
  );
}
