// What a node holds: the Secrets and tokens that its pods reference, and the pods themselves.
import type { PersistentVolumeFact } from '../../facts/cluster.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import { accountId } from '../principals.ts';
import type { Citation } from '../rule-types.ts';
import { UNKNOWN_NODE, workloadById } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { tokenReference } from '../token-reference.ts';
import { nodeNameOf } from './escape.ts';
import { inSpec, specOf } from './pods.ts';
import type { Nodes } from '../nodes.ts';
import type { Emit, Grounds, Relation } from './relation.ts';

/** The node that a member counts on: the one it is bound to, or `*` when the node of no member is known. */
export function nodeOf(workload: Workload, member: WorkloadFact): string | undefined {
  // A mirror pod stands for a static pod, which cannot reference API objects; the node authorizer takes nothing from it.
  if (member.mirror) return undefined;
  const node = workload.nodes.has(UNKNOWN_NODE) ? UNKNOWN_NODE : member.node;
  return workload.nodes.has(node) ? node : undefined;
}

export function membersOn(workload: Workload, node: string): readonly WorkloadFact[] {
  return workload.members.filter((member) => nodeOf(workload, member) === node);
}

/** Relates kubelets to what `heldOf` finds for the spec of a pod on their node; called once for each spec of a workload. */
export function pairsByNode(
  nodes: Nodes,
  heldOf: (member: WorkloadFact, workload: Workload) => readonly (number | undefined)[],
  emit: Emit,
): void {
  const emitted = new Map<number, Set<number>>();
  for (const workload of nodes.world.workloads) {
    const heldBySpec = new Map<number, readonly (number | undefined)[]>();
    for (const member of workload.distinct) {
      const held = heldOf(member, workload);
      if (held.length > 0) heldBySpec.set(member.spec, held);
    }
    if (heldBySpec.size === 0) continue;
    for (const member of workload.members) {
      const held = heldBySpec.get(member.spec);
      if (held === undefined) continue;
      const node = nodeOf(workload, member);
      const kubelet = node === undefined ? undefined : nodes.kubeletOf(node);
      if (kubelet === undefined) continue;
      let known = emitted.get(kubelet);
      if (known === undefined) emitted.set(kubelet, (known = new Set()));
      for (const target of held) {
        if (target === undefined || known.has(target)) continue;
        known.add(target);
        emit(kubelet, target);
      }
    }
  }
}

/** PersistentVolumes that refer to a pod spec's claims; the node authorizer asks neither the claim nor whether it exists. */
function volumesOf(world: World, member: WorkloadFact): { volume: PersistentVolumeFact; claimPointer: string }[] {
  return specOf(world, member).claims.flatMap(({ name, pointer }) =>
    (world.volumesByClaim.get(`${member.namespace}/${name}`) ?? []).map((volume) => ({
      volume,
      claimPointer: pointer,
    })),
  );
}

interface Referenced {
  readonly namespace: string;
  readonly name: string;
  readonly evidence: readonly Citation[];
}

const EPHEMERAL = '/ephemeralContainers';

/** Secrets that a pod's spec refers to, by `NAMESPACE/NAME`. */
function referencedInSpec(world: World, member: WorkloadFact, inEphemeral: boolean): Map<string, Referenced> {
  const found = new Map<string, Referenced>();
  const { namespace } = member;
  for (const { name, pointer } of specOf(world, member).secrets) {
    const id = `${namespace}/${name}`;
    if (pointer.startsWith(EPHEMERAL) === inEphemeral && !found.has(id))
      found.set(id, { namespace, name, evidence: [inSpec(member, pointer)] });
  }
  return found;
}

/** Each Secret that the node authorizer lets the kubelet read because of this pod as it was made. */
function referenced(world: World, member: WorkloadFact): Map<string, Referenced> {
  const found = referencedInSpec(world, member, false);
  for (const { volume, claimPointer } of volumesOf(world, member)) {
    for (const secret of volume.secrets) {
      const id = `${secret.namespace}/${secret.name}`;
      if (!secret.kubeletVisible || found.has(id)) continue;
      const evidence = [
        inSpec(member, claimPointer),
        { object: volume, pointer: '/spec/claimRef' },
        { object: volume, pointer: secret.pointer },
      ];
      found.set(id, { namespace: secret.namespace, name: secret.name, evidence });
    }
  }
  return found;
}

export function grounds(member: WorkloadFact, evidence: readonly Citation[]): Grounds {
  const placed = member.node === '' ? [] : [{ object: member, pointer: '/spec/nodeName' }];
  return { evidence: [...evidence, ...placed], objects: [member], namespace: member.namespace };
}

function readsSecret(
  name: string,
  secretsIn: (world: World, member: WorkloadFact) => ReadonlyMap<string, Referenced>,
): Relation {
  return {
    name,
    pairs(nodes, emit) {
      const secretsOf = (member: WorkloadFact): (number | undefined)[] =>
        [...secretsIn(nodes.world, member).values()].map((secret) => nodes.secretNamed(secret.namespace, secret.name));
      pairsByNode(nodes, secretsOf, emit);
    },
    cite(world, { from, to }) {
      for (const workload of world.workloads) {
        for (const member of membersOn(workload, nodeNameOf(from))) {
          const found = secretsIn(world, member).get(to.slice('secret:'.length));
          if (found !== undefined) return grounds(member, found.evidence);
        }
      }
      return undefined;
    },
  };
}

export const nodeReadsSecret: Relation = readsSecret('nodeReadsSecret', referenced);

/** By containers that were added to a pod while it ran. https://github.com/kubernetes/kubernetes/pull/129670 */
export const nodeReadsDebuggedSecret: Relation = readsSecret('nodeReadsDebuggedSecret', (world, member) =>
  referencedInSpec(world, member, true),
);

/** `isReferenced`: only pods whose spec refers to a token for the API server, or only the others. */
function mintsToken(name: string, isReferenced: boolean): Relation {
  const counts = (world: World, member: WorkloadFact): boolean =>
    (tokenReference(world, member) !== undefined) === isReferenced;
  return {
    name,
    pairs(nodes, emit) {
      const { world } = nodes;
      const accountOf = (member: WorkloadFact): (number | undefined)[] =>
        counts(world, member) ? [nodes.account(member.namespace, specOf(world, member).serviceAccount)] : [];
      pairsByNode(nodes, accountOf, emit);
    },
    cite(world, { from, to }) {
      for (const workload of world.workloads) {
        for (const member of membersOn(workload, nodeNameOf(from))) {
          const { serviceAccount } = specOf(world, member);
          if (accountId(member.namespace, serviceAccount) !== to || !counts(world, member)) continue;
          const account = inSpec(member, serviceAccount === 'default' ? '' : '/serviceAccountName');
          return grounds(member, [account, ...(tokenReference(world, member) ?? [])]);
        }
      }
      return undefined;
    },
  };
}

export const nodeMintsToken: Relation = mintsToken('nodeMintsToken', true);

/** Before ServiceAccountNodeAudienceRestriction, on by default since 1.33. */
export const nodeMintsUnreferencedToken: Relation = mintsToken('nodeMintsUnreferencedToken', false);

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
    const member = workloadById(world, to)?.nodes.get(nodeNameOf(from));
    return member === undefined ? undefined : grounds(member, [inSpec(member, '')]);
  },
};
