// The volume behind a claim, for what steps about volumes cite.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';

/** The PersistentVolume that is, or was, bound to the claim of this id. */
export function volumeOfClaim(facts: Facts, id: string): PersistentVolumeFact | undefined {
  return facts.persistentVolumes.find(
    ({ claimNamespace, claimName }) => id === `persistentvolumeclaim:${claimNamespace}/${claimName}`,
  );
}
