// Premises of joins that a relation gives: whoever holds one of its starts, for the targets that share these starts.
import { NodeKind } from './graph.ts';
import type { Nodes } from './nodes.ts';
import { relationNamed } from './relations/all.ts';

export interface RelatedPremise {
  /** Reached from every start. */
  readonly holder: number;
  /** Leads to every target that these starts share. */
  readonly target: number;
}

/** One premise for each distinct set of starts: a DaemonSet on 5,000 nodes is one, not 5,000. */
export function relatedPremises(nodes: Nodes, relation: string): RelatedPremise[] {
  const startsOf = new Map<number, number[]>();
  relationNamed(relation).pairs(nodes, (from, to) => {
    if (from === undefined || to === undefined) return;
    const starts = startsOf.get(to);
    if (starts === undefined) startsOf.set(to, [from]);
    else if (!starts.includes(from)) starts.push(from);
  });
  const bySet = Map.groupBy(startsOf, ([, starts]) => starts.toSorted((a, b) => a - b).join(','));
  return [...bySet.values()].map((entries) => {
    const holder = nodes.builder.node(NodeKind.hub, -1);
    const target = nodes.builder.node(NodeKind.hub, -1);
    for (const start of entries[0]?.[1] ?? []) nodes.builder.fold(start, holder);
    for (const [to] of entries) nodes.builder.fold(target, to);
    return { holder, target };
  });
}
