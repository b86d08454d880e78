// The positions that readers are named by: start nodes, and which of them the bootstrap policy itself names.
import type { ExposureGraph } from './exposure-graph.ts';
import { isShipped } from './shipped.ts';
import { userOf } from '../access/user.ts';

export interface Position {
  readonly id: string;
  readonly node: number;
}

/** Users, groups, ServiceAccounts, anonymous, workloads and nodes, in order of their ids. */
export function listPositions({ world, nodes }: ExposureGraph): Position[] {
  const positions: Position[] = [];
  world.principals.forEach((principal, index) => {
    if (principal.type !== 'node') positions.push({ id: principal.id, node: nodes.identity[index] as number });
  });
  world.workloads.forEach((workload, index) => positions.push({ id: workload.id, node: nodes.workload[index] as number }));
  world.nodes.forEach((name, index) => positions.push({ id: `node:${name}`, node: nodes.nodeRoot[index] as number }));
  return positions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Groups that everyone or every workload is in: bound by the bootstrap policy, yet nobody's control plane. */
const PUBLIC = new Set(['anonymous', 'group:system:authenticated', 'group:system:serviceaccounts']);

/** Positions that the bootstrap policy names as subjects, and `system:masters`. */
export function expectedPositions({ world }: ExposureGraph): ReadonlySet<string> {
  const ids = new Set<string>(['group:system:masters']);
  for (const principal of world.principals) {
    const user = userOf(principal.id);
    if (user === undefined || PUBLIC.has(principal.id)) continue;
    const own = principal.type === 'group'
      ? world.authorizer.grantsOfGroup(principal.name)
      : world.authorizer.grantsOfUserName(user.name);
    if (own.some(isShipped)) ids.add(principal.id);
  }
  return ids;
}
