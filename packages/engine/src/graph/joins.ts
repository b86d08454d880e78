// Rules that need several things at once: solved to a fixpoint as edges from whoever reaches all premises.
import type { JoinAsks } from './capabilities.ts';
import { TIERS } from './graph.ts';
import type { Graph, TierCode } from './graph.ts';
import type { GrantEdges } from './grant-edges.ts';
import type { RuleBook } from './labels.ts';
import type { Nodes } from './nodes.ts';
import { findHolders } from './holders.ts';
import type { GroundJoin } from './holders.ts';
import { JoinGrounds } from './join-grounds.ts';
import { Searcher } from './search.ts';

/** What an edge made by a join rests on. */
export interface JoinEdge {
  readonly premises: readonly number[];
  /** Name of the one object that its premises are about. */
  readonly name?: string;
}

const MAX_COST = 250;

/** Asks that some join's premises name. */
export function asksOfJoins(book: RuleBook): JoinAsks {
  const all = new Set<number>();
  const same = new Set<number>();
  for (const { technique, rule } of book.labels) {
    if (rule.type !== 'join') continue;
    for (const premise of rule.holds) {
      if (!('can' in premise)) continue;
      const ask = book.askIndex(technique, premise.can);
      all.add(ask);
      if (premise.same === true) same.add(ask);
    }
  }
  return { all, same };
}

export class Joins {
  readonly edges = new Map<number, JoinEdge>();
  readonly #nodes: Nodes;
  readonly #grounds: JoinGrounds;

  constructor(nodes: Nodes, book: RuleBook, grants: GrantEdges) {
    this.#nodes = nodes;
    this.#grounds = new JoinGrounds(nodes, book, grants);
  }

  /** Adds edges until nothing new follows, the certain ones first, so that a better tier is never hidden by a worse one. */
  solve(): Graph {
    const joins = this.#grounds.all();
    let graph = this.#nodes.builder.freeze();
    for (const tier of TIERS) {
      const open = joins.filter((join) => join.tier <= tier);
      while (open.length > 0 && this.#round(graph, open, tier)) graph = this.#nodes.builder.freeze();
    }
    return graph;
  }

  #round(graph: Graph, joins: readonly GroundJoin[], tier: TierCode): boolean {
    const search = new Searcher(graph);
    let added = false;
    for (const { node, join } of findHolders(graph, joins, tier)) {
      const cost = search.stepsTo(node, join.premises, tier) + 1;
      const edge = this.#nodes.builder.step(node, join.target, {
        label: join.label,
        tier,
        cost: Math.min(cost, MAX_COST),
      });
      this.edges.set(edge, { premises: join.premises, ...(join.name !== undefined && { name: join.name }) });
      added = true;
    }
    return added;
  }
}
