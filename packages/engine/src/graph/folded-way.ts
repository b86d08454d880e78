// What the nodes of a folded way stand for: who acts there, where it ends, in which scope, and how sure that is.
import type { Caller } from './cite-grant.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import { NodeKind } from './graph.ts';
import { nameNode } from './names.ts';
import type { Named } from './names.ts';
import { EVERYWHERE } from './nodes.ts';

/** The last entity on a folded way; a role only where nothing else stands there (it was just gained). */
export function positionOf(exposure: ExposureGraph, nodes: readonly number[]): Named {
  const named = nodes.map((node) => nameNode(exposure, node)).filter((name) => name !== undefined);
  const found = named.findLast((name) => name.kind !== NodeKind.grant) ?? named[0] ?? allSecrets(exposure, nodes);
  if (found === undefined) throw new Error('a step without an entity at its end');
  return found;
}

/** Where a premise is every Secret of a namespace, and nothing follows. */
function allSecrets(exposure: ExposureGraph, nodes: readonly number[]): Named | undefined {
  const namespace = nodes
    .map((node) => exposure.nodes.namespaceOfSecrets(node))
    .findLast((scope) => scope !== undefined);
  if (namespace === undefined) return undefined;
  return {
    id: `secret:${namespace}/*`,
    namespace: namespace === EVERYWHERE ? '' : namespace,
    name: '*',
    kind: NodeKind.hub,
  };
}

/** Whose requests are made from there; a role that was just gained where no identity stands. */
export function callerOf({ graph, world, nodes: table }: ExposureGraph, nodes: readonly number[]): Caller | undefined {
  const identity = nodes.findLast(
    (node) => graph.kinds[node] === NodeKind.identity || graph.kinds[node] === NodeKind.nodeIdentity,
  );
  if (identity !== undefined) return { principal: world.principals[graph.refs[identity] as number]?.id as string };
  const grant = nodes.find((node) => graph.kinds[node] === NodeKind.grant);
  const role = grant === undefined ? undefined : table.grants[graph.refs[grant] as number]?.role;
  return role === undefined ? undefined : { role };
}

/** Namespace of the binding on a folded way; empty for one of the whole cluster, or none. */
export function scopeOf({ graph, nodes: table }: ExposureGraph, nodes: readonly number[]): string {
  const grant = nodes.find((node) => graph.kinds[node] === NodeKind.grant);
  const scope = grant === undefined ? '' : (table.grants[graph.refs[grant] as number]?.namespace ?? '');
  return scope === EVERYWHERE ? '' : scope;
}

/** Tier that the folded edges of the way add (an account that is not in the input). */
export function foldTierOf({ graph }: ExposureGraph, nodes: readonly number[]): number {
  let worst = 0;
  for (let at = 1; at < nodes.length; at++) {
    const from = nodes[at - 1] as number;
    for (let row = graph.outStart[from] as number; row < (graph.outStart[from + 1] as number); row++) {
      const edge = graph.outEdges[row] as number;
      if (graph.to[edge] === nodes[at] && graph.cost[edge] === 0) worst = Math.max(worst, graph.tier[edge] as number);
    }
  }
  return worst;
}
