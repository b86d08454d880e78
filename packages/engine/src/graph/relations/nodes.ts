// What a node holds: the Secrets and tokens that its pods reference, and the pods themselves.
import type { PersistentVolumeFact } from '../../facts/cluster.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import { accountId } from '../principals.ts';
import type { Citation } from '../rule-types.ts';
import { UNKNOWN_NODE } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { inSpec, specOf, workloadById } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

/** Members of a workload that count on a node: those bound to it, or all when the workload's node is not known. */
function membersOn(workload: Workload, node: string): readonly WorkloadFact[] {
  if (!workload.nodes.has(node)) return [];
  const counted = node === UNKNOWN_NODE ? workload.members : workload.members.filter((member) => member.node === node);
  // A mirror pod stands for a static pod, which cannot reference API objects; the node authorizer takes nothing from it.
  return counted.filter((member) => !member.mirror);
}

/** PersistentVolumes that a pod spec's claims are bound to. */
function volumesOf(world: World, member: WorkloadFact): { volume: PersistentVolumeFact; claimPointer: string }[] {
  return specOf(world, member).claims.flatMap(({ name, pointer }) => {
    const claim = world.claims.find(member.namespace, name);
    const bound = claim === undefined ? undefined : world.claims.items[claim]?.fact?.volumeName;
    const volume = bound === undefined ? undefined : world.volumes.get(bound);
    if (volume === undefined || volume.claimNamespace !== member.namespace || volume.claimName !== name) return [];
    return [{ volume, claimPointer: pointer }];
  });
}

/** Each Secret that the node authorizer lets the kubelet read because of this pod, with the citation. */
function referenced(world: World, member: WorkloadFact): Map<string, Citation[]> {
  const found = new Map<string, Citation[]>();
  for (const reference of specOf(world, member).secrets) {
    const id = `${member.namespace}/${reference.name}`;
    if (!found.has(id)) found.set(id, [inSpec(member, reference.pointer)]);
  }
  for (const { volume, claimPointer } of volumesOf(world, member)) {
    for (const secret of volume.secrets) {
      const id = `${secret.namespace}/${secret.name}`;
      if (!secret.kubeletVisible || found.has(id)) continue;
      found.set(id, [
        inSpec(member, claimPointer),
        { object: volume, pointer: '/spec/claimRef' },
        { object: volume, pointer: secret.pointer },
      ]);
    }
  }
  return found;
}

const nodeName = (id: string): string => id.slice('node:'.length);

function grounds(member: WorkloadFact, evidence: readonly Citation[]): Grounds {
  const placed = member.node === '' ? [] : [{ object: member, pointer: '/spec/nodeName' }];
  return { evidence: [...evidence, ...placed], objects: [member], namespace: member.namespace };
}

export const nodeReadsSecret: Relation = {
  name: 'nodeReadsSecret',
  pairs(nodes, emit) {
    const { world } = nodes;
    const seen = new Set<string>();
    for (const workload of world.workloads) {
      for (const node of workload.nodes.keys()) {
        for (const member of membersOn(workload, node)) {
          for (const id of referenced(world, member).keys()) {
            const pair = `${node}\0${id}`;
            if (seen.has(pair)) continue;
            seen.add(pair);
            const slash = id.indexOf('/');
            emit(nodes.identityOf(`node:${node}`), nodes.secretNamed(id.slice(0, slash), id.slice(slash + 1)));
          }
        }
      }
    }
  },
  cite(world, { from, to }) {
    for (const workload of world.workloads) {
      for (const member of membersOn(workload, nodeName(from))) {
        const evidence = referenced(world, member).get(to.slice('secret:'.length));
        if (evidence !== undefined) return grounds(member, evidence);
      }
    }
    return undefined;
  },
};

export const nodeMintsToken: Relation = {
  name: 'nodeMintsToken',
  pairs(nodes, emit) {
    const seen = new Set<string>();
    for (const workload of nodes.world.workloads) {
      for (const node of workload.nodes.keys()) {
        for (const member of membersOn(workload, node)) {
          const account = accountId(member.namespace, specOf(nodes.world, member).serviceAccount);
          const pair = `${node}\0${account}`;
          if (seen.has(pair)) continue;
          seen.add(pair);
          emit(nodes.identityOf(`node:${node}`), nodes.identityOf(account));
        }
      }
    }
  },
  cite(world, { from, to }) {
    for (const workload of world.workloads) {
      for (const member of membersOn(workload, nodeName(from))) {
        const { serviceAccount } = specOf(world, member);
        if (accountId(member.namespace, serviceAccount) !== to) continue;
        return grounds(member, [inSpec(member, serviceAccount === 'default' ? '' : '/serviceAccountName')]);
      }
    }
    return undefined;
  },
};

export const nodeRunsWorkload: Relation = {
  name: 'nodeRunsWorkload',
  pairs(nodes, emit) {
    nodes.world.workloads.forEach((workload, index) => {
      if (!workload.running) return;
      for (const node of workload.nodes.keys()) {
        emit(nodes.nodeRoot[nodes.world.nodeIndex.get(node) as number], nodes.workload[index]);
      }
    });
  },
  cite(world, { from, to }) {
    const member = workloadById(world, to)?.nodes.get(nodeName(from));
    return member === undefined ? undefined : grounds(member, [inSpec(member, '')]);
  },
};
