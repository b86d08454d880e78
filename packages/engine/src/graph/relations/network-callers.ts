// What relations over the network share: callers that lead to the same targets are folded, and an answer of reach is cited.
import type { Citation } from '../../reach/citation.ts';
import type { Connected } from '../../reach/can-connect.ts';
import type { Condition } from '../../results/contract.ts';
import { NodeKind } from '../graph.ts';
import type { Nodes } from '../nodes.ts';
import type { Emit } from './relation.ts';

/** The node of a caller's id. */
function callerNode(nodes: Nodes, byId: ReadonlyMap<string, number>, id: string): number {
  return byId.get(id) ?? nodes.place(id);
}

export function indexCallers({ world, workload, nodeRoot }: Nodes): Map<string, number> {
  return new Map([
    ...world.workloads.map(({ id }, index): [string, number] => [id, workload[index] as number]),
    ...world.nodes.map((name, index): [string, number] => [`node:${name}`, nodeRoot[index] as number]),
  ]);
}

/** Callers that lead to the same targets are joined by one hub for each set of callers: the edges stay linear. */
export class Callers {
  readonly #nodes: Nodes;
  readonly #emit: Emit;
  readonly #byId: ReadonlyMap<string, number>;
  readonly #hubs = new Map<string, number>();

  /** `byId`: nodes of the graph that are no places. */
  constructor(nodes: Nodes, emit: Emit, byId: ReadonlyMap<string, number>) {
    this.#nodes = nodes;
    this.#emit = emit;
    this.#byId = byId;
  }

  lead(ids: readonly string[], target: number | undefined): void {
    if (target === undefined || ids.length === 0) return;
    const key = ids.toSorted().join('\n');
    let hub = this.#hubs.get(key);
    if (hub === undefined) {
      hub = this.#nodes.builder.node(NodeKind.hub, -1);
      this.#hubs.set(key, hub);
      for (const id of ids) this.#emit(callerNode(this.#nodes, this.#byId, id), hub);
    }
    this.#nodes.builder.fold(hub, target);
  }
}

export const reasons = ({ because }: Connected): readonly Citation[] =>
  because.slice(1).flatMap(({ evidence }) => evidence);
export const sentence = ({ because }: Connected): string =>
  because
    .slice(1)
    .map(({ text }) => text)
    .join('; ');

/** Of an answer that leaves it open: why. */
export function doubtsOf({ open = [] }: Connected): readonly Condition[] {
  if (open.length === 0) return [];
  const text = `the network lets it through, which is left open: ${open.join('; ')}`;
  return [{ text, settledBy: 'the network plugin, or what the input lacks' }];
}
