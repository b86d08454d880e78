// The positions that readers are named by: start nodes, and which of them the bootstrap policy itself names.
import type { ExposureGraph } from './exposure-graph.ts';
import { isShipped } from './shipped.ts';
import { userOf } from '../access/user.ts';
import { UNKNOWN_NODE } from './workloads.ts';

export interface Position {
  readonly id: string;
  readonly node: number;
}

/** Users, groups, ServiceAccounts, anonymous, workloads and nodes, in order of their ids. */
export function listPositions({ world, nodes }: ExposureGraph): Position[] {
  const positions: Position[] = [];
  world.principals.forEach((principal, index) => {
    if (principal.type !== 'node' && principal.onlyImpersonated !== true)
      positions.push({ id: principal.id, node: nodes.identity[index] as number });
  });
  world.workloads.forEach((workload, index) =>
    positions.push({ id: workload.id, node: nodes.workload[index] as number }),
  );
  world.nodes.forEach((name, index) => {
    const isNamed = name !== UNKNOWN_NODE || world.workloads.some((workload) => workload.nodes.has(UNKNOWN_NODE));
    if (isNamed) positions.push({ id: `node:${name}`, node: nodes.nodeRoot[index] as number });
  });
  // Whoever stands at a place is no caller of the API and no workload: it is a position only where something leads on from it.
  nodes.places.forEach((id) => positions.push({ id, node: nodes.place(id) }));
  return positions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Groups that everyone or every workload is in: bound by the bootstrap policy, yet nobody's control plane. */
const PUBLIC = new Set(['anonymous', 'group:system:authenticated', 'group:system:serviceaccounts']);

/** The control plane's own positions. */
export interface ControlPlane {
  /** Named as subjects by the bootstrap policy, and `system:masters`: expected where shipped bindings alone let them read. */
  readonly shipped: ReadonlySet<string>;
  /** Those of them that no other binding names: expected whatever groups they are in. */
  readonly untouched: ReadonlySet<string>;
}

export function controlPlaneOf({ world }: ExposureGraph): ControlPlane {
  const masters = 'group:system:masters';
  const shipped = new Set<string>([masters]);
  const untouched = new Set<string>([masters]);
  for (const principal of world.principals) {
    const user = userOf(principal.id);
    if (user === undefined || PUBLIC.has(principal.id)) continue;
    const own =
      principal.type === 'group'
        ? world.authorizer.grantsOfGroup(principal.name)
        : world.authorizer.grantsOfUserName(user.name);
    if (!own.some(isShipped)) continue;
    shipped.add(principal.id);
    if (own.every(isShipped)) untouched.add(principal.id);
  }
  return { shipped, untouched };
}
