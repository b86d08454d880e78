// What pods see of volumes: the claims that they mount, and shares that any pod may mount by their address.
import type { WorkloadFact } from '../../facts/workload.ts';
import type { Citation } from '../rule-types.ts';
import { isRestricted, namespaceFact } from '../pod-security.ts';
import { volumeBehind } from '../volumes.ts';
import type { World } from '../world.ts';
import { inSpec, specOf } from './pods.ts';
import { workloadById } from '../workloads.ts';
import type { Relation } from './relation.ts';

/** Claims that some container of the pod mounts or has as a device, each with the pointer of that. */
function mountedClaims(world: World, member: WorkloadFact): Map<string, string> {
  const spec = specOf(world, member);
  const claims = new Map<string, string>();
  const claimOf = new Map(
    spec.volumes.flatMap(({ name, claim }) => (claim === undefined ? [] : [[name, claim] as const])),
  );
  if (claimOf.size === 0) return claims;
  for (const container of spec.containers) {
    for (const { volume, pointer } of container.mounts) {
      const claim = claimOf.get(volume);
      if (claim !== undefined && !claims.has(claim)) claims.set(claim, pointer);
    }
    for (const { volume } of container.volumeDevices) {
      const claim = claimOf.get(volume);
      if (claim !== undefined && !claims.has(claim)) claims.set(claim, `${container.pointer}/volumeDevices`);
    }
  }
  return claims;
}

export const workloadMountsClaim: Relation = {
  name: 'workloadMountsClaim',
  pairs(nodes, emit) {
    const { world } = nodes;
    world.workloads.forEach((workload, index) => {
      const seen = new Set<string>();
      for (const member of workload.distinct) {
        for (const name of mountedClaims(world, member).keys()) {
          const claim = world.claims.find(workload.namespace, name);
          if (claim === undefined || seen.has(name)) continue;
          seen.add(name);
          emit(nodes.workload[index], nodes.claim[claim]);
        }
      }
    });
  },
  cite(world, { from, to }) {
    for (const member of workloadById(world, from)?.members ?? []) {
      for (const [name, pointer] of mountedClaims(world, member)) {
        if (to !== `persistentvolumeclaim:${member.namespace}/${name}`) continue;
        return { evidence: [inSpec(member, pointer)], objects: [member], namespace: member.namespace };
      }
    }
    return undefined;
  },
};

export const designedPodMountsShare: Relation = {
  name: 'designedPodMountsShare',
  pairs(nodes, emit) {
    const { world } = nodes;
    if (!world.facts.persistentVolumes.some(({ nfs }) => nfs !== undefined)) return;
    const shares = nodes.hub('volumeClaims', 'nfs');
    world.namespaces.forEach((namespace, index) => {
      if (!isRestricted(world, namespace)) emit(nodes.podOf[index], shares);
    });
  },
  cite(world, { from, to }) {
    const namespace = /^pod:([^/]+)\/\*$/.exec(from)?.[1] ?? '';
    const volume = volumeBehind(world.facts, 'nfs', to);
    if (volume === undefined || isRestricted(world, namespace)) return undefined;
    const object = namespaceFact(world, namespace);
    const shown: Citation[] = object === undefined ? [] : [{ object }];
    return {
      evidence: [{ object: volume, pointer: '/spec/nfs' }, { object: volume, pointer: '/spec/claimRef' }, ...shown],
      objects: [volume],
      namespace,
      detail: `${volume.nfs?.server ?? ''}:${volume.nfs?.path ?? ''}`,
    };
  },
};
