// Namespaces of the host that a pod shares: processes, network, IPC.
import type { Container, PodSpec } from '../../facts/workload.ts';
import { addsCapability } from '../host/capabilities.ts';

import { NodeKind, Tier } from '../graph.ts';
import { escapeRelation, groundsOfMember, perSpec, runningMembers, runningWith } from './escape.ts';
import type { Escape } from './escape.ts';
import { specOf } from './pods.ts';
import type { Relation } from './relation.ts';
import { imageUserDoubts, mayBeRoot } from './root-user.ts';
import { workloadById } from '../workloads.ts';
import { isSandboxed, sandboxDoubts } from './sandbox.ts';

const tracer = (container: Container): boolean => addsCapability(container, 'SYS_PTRACE');

/** With the host's processes in sight, root or CAP_SYS_PTRACE reads their environment, memory and root directories. */
function hostProcesses(spec: PodSpec): Escape | undefined {
  if (!spec.hostPID || isSandboxed(spec)) return undefined;
  const container =
    spec.containers.find((one) => tracer(one) && mayBeRoot(one)) ??
    spec.containers.find(mayBeRoot) ??
    spec.containers.find(tracer);
  if (container === undefined) return undefined;
  const by = tracer(container) ? 'may trace them' : 'may be root';
  return {
    pointers: ['/hostPID'],
    detail: `the pod sees the host's processes and container ${container.name} ${by}`,
    doubts: [...imageUserDoubts(container), ...sandboxDoubts(spec)],
  };
}

export const hostProcessesTakeNode = escapeRelation('hostProcessesTakeNode', perSpec(hostProcesses));

/** The place that a pod on the host's network stands at: what listens on the node's own addresses, and the cloud's metadata. */
export const hostNetworkPlace: Relation = {
  name: 'hostNetworkPlace',
  pairs(nodes, emit) {
    const place = nodes.place('network:nodes');
    nodes.world.workloads.forEach((workload, index) => {
      const [first] = runningWith(workload, (member) => specOf(nodes.world, member).hostNetwork);
      if (first !== undefined) emit(nodes.workload[index], place);
    });
  },
  cite(world, { from }) {
    for (const { member } of runningMembers(workloadById(world, from))) {
      if (specOf(world, member).hostNetwork)
        return groundsOfMember(member, { pointers: ['/hostNetwork'], detail: "the pod is on the host's network" });
    }
    return undefined;
  },
};

/** Pods with the host's IPC namespace share memory with each other: one hub for each node keeps the edges linear. */
export const hostIpcShared: Relation = {
  name: 'hostIpcShared',
  pairs(nodes, emit) {
    const { builder, world } = nodes;
    const hubs = new Map<string, number>();
    world.workloads.forEach((workload, index) => {
      for (const { node } of runningWith(workload, (member) => specOf(world, member).hostIPC)) {
        let hub = hubs.get(node);
        if (hub === undefined) hubs.set(node, (hub = builder.node(NodeKind.hub, -1)));
        builder.fold(hub, nodes.workload[index] as number, Tier.certain);
        emit(nodes.workload[index], hub);
      }
    });
  },
  cite(world, { from, to }) {
    const other = workloadById(world, to);
    for (const { member, node } of runningMembers(workloadById(world, from))) {
      if (!specOf(world, member).hostIPC) continue;
      for (const { member: near, node: place } of runningMembers(other)) {
        if (place !== node || !specOf(world, near).hostIPC) continue;
        const own = groundsOfMember(member, {
          pointers: ['/hostIPC'],
          detail: `both share the IPC namespace of node:${node}`,
        });
        return {
          ...own,
          evidence: [...own.evidence, ...groundsOfMember(near, { pointers: ['/hostIPC'], detail: '' }).evidence],
        };
      }
    }
    return undefined;
  },
};
