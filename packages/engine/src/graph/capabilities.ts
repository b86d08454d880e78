// Nodes that stand for the right to make a request in a scope: whoever may make it leads there, and joins rest on them.
import type { Grants } from './asks.ts';
import { NodeKind } from './graph.ts';
import type { Nodes } from './nodes.ts';

/** Asks that joins rest on; of those in `same` it counts which objects they are granted for. */
export interface JoinAsks {
  readonly all: ReadonlySet<number>;
  readonly same: ReadonlySet<number>;
}

/** One right in one scope. */
interface Right {
  /** Reached by whoever may make the request for some object. */
  readonly some: number;
  /** Of any object; only of asks in `same`. */
  any?: number;
  readonly named: Map<string, number>;
}

export class Capabilities {
  readonly #nodes: Nodes;
  readonly #asks: JoinAsks;
  readonly #rights = new Map<number, Map<string, Right>>();

  constructor(nodes: Nodes, asks: JoinAsks) {
    this.#nodes = nodes;
    this.#asks = asks;
  }

  get asks(): ReadonlySet<number> {
    return this.#asks.all;
  }

  /** Whoever reaches `holder` has been granted this of the ask in the scope (empty for everywhere). */
  add(holder: number, ask: number, scope: string, { all, names }: Grants): void {
    const { builder } = this.#nodes;
    const right = this.#right(ask, scope);
    builder.fold(holder, right.some);
    if (!this.#asks.same.has(ask)) return;
    if (all) builder.fold(holder, (right.any ??= this.#node(ask)));
    for (const name of names) {
      let node = right.named.get(name);
      if (node === undefined) right.named.set(name, (node = this.#node(ask)));
      builder.fold(holder, node);
    }
  }

  /** Node of the right for some object. */
  some(ask: number, scope: string): number | undefined {
    return this.#rights.get(ask)?.get(scope)?.some;
  }

  /** Nodes whose holders have the right for the object of this name, or (without one) for any. */
  forName(ask: number, scope: string, name: string | undefined): number[] {
    const right = this.#rights.get(ask)?.get(scope);
    const named = name === undefined ? undefined : right?.named.get(name);
    return [right?.any, named].filter((node) => node !== undefined);
  }

  /** Names that somebody has been granted in particular. */
  namesOf(ask: number, scope: string): readonly string[] {
    return [...(this.#rights.get(ask)?.get(scope)?.named.keys() ?? [])];
  }

  /** Scopes in which someone holds the ask. */
  scopesOf(ask: number): readonly string[] {
    return [...(this.#rights.get(ask)?.keys() ?? [])];
  }

  #right(ask: number, scope: string): Right {
    let scopes = this.#rights.get(ask);
    if (scopes === undefined) this.#rights.set(ask, (scopes = new Map()));
    let right = scopes.get(scope);
    if (right === undefined) scopes.set(scope, (right = { some: this.#node(ask), named: new Map() }));
    return right;
  }

  #node(ask: number): number {
    return this.#nodes.builder.node(NodeKind.capability, ask);
  }
}
