// Builds the whole exposure graph from a world and the techniques' rules.
import { EVERYWHERE, Nodes } from './nodes.ts';
import { Answers } from './asks.ts';
import { GrantEdges } from './grant-edges.ts';
import type { Graph } from './graph.ts';
import { asksOfJoins, Joins } from './joins.ts';
import type { JoinEdge } from './joins.ts';
import { openRuleBook } from './labels.ts';
import type { RuleBook } from './labels.ts';
import { relationNamed } from './relations/all.ts';
import type { Technique } from './rule-types.ts';
import type { World } from './world.ts';

export interface ExposureGraph {
  readonly world: World;
  readonly nodes: Nodes;
  readonly book: RuleBook;
  readonly answers: Answers;
  readonly graph: Graph;
  /** What the edges made by joins rest on. */
  readonly joinEdges: ReadonlyMap<number, JoinEdge>;
}

/** `known` are answers of the graph of other facts. */
export function buildExposureGraph(world: World, techniques: readonly Technique[], known?: Answers): ExposureGraph {
  const book = openRuleBook(techniques, world.facts);
  const nodes = new Nodes(world);
  const answers = new Answers(book.asks, world.authorizer.roles, known);
  const grants = new GrantEdges(nodes, book, answers, asksOfJoins(book));
  grants.build();
  designedPods(nodes);
  book.labels.forEach((label, index) => {
    if (label.rule.type !== 'relation') return;
    relationNamed(label.rule.relation).pairs(nodes, (from, to) => {
      if (from !== undefined && to !== undefined) nodes.builder.step(from, to, { label: index, tier: label.tier });
    });
  });
  const joins = new Joins(nodes, book, grants);
  const graph = joins.solve();
  return { world, nodes, book, answers, graph, joinEdges: joins.edges };
}

/**
 * A pod of one's own design may name any Secret, ConfigMap, claim and ServiceAccount of its namespace: no check of the
 * author's own rights is made. https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
 */
function designedPods(nodes: Nodes): void {
  nodes.world.namespaces.forEach((namespace, index) => {
    const pod = nodes.podOf[index] as number;
    nodes.builder.fold(pod, nodes.hub('content', namespace));
  });
  nodes.hub('podOf', EVERYWHERE);
}
