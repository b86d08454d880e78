// Which positions reach each node, for all nodes at once: interned bitsets, propagated over components in topological order.
import { findComponents } from './components.ts';
import type { Components } from './components.ts';
import type { Graph, TierCode } from './graph.ts';

const WORD_BITS = 32;

/** Bitsets kept once each: most nodes of a cluster are reached by the same few sets of positions. */
export class SetPool {
  readonly words: number;
  readonly #sets: Uint32Array[] = [];
  readonly #byHash = new Map<number, number[]>();

  constructor(bits: number) {
    this.words = Math.ceil(bits / WORD_BITS);
    this.intern(new Uint32Array(this.words));
  }

  /** Number of the set with this content; 0 is the empty set. */
  intern(content: Uint32Array): number {
    const hash = hashOf(content);
    const candidates = this.#byHash.get(hash);
    const known = candidates?.find((id) => equal(this.#sets[id] as Uint32Array, content));
    if (known !== undefined) return known;
    const id = this.#sets.push(content.slice()) - 1;
    if (candidates === undefined) this.#byHash.set(hash, [id]);
    else candidates.push(id);
    return id;
  }

  get(id: number): Uint32Array {
    return this.#sets[id] as Uint32Array;
  }
}

/** Sets of starts that reach each node. */
export class ReaderSets {
  readonly pool: SetPool;
  readonly #components: Components;
  readonly #setOf: Int32Array;

  /** `bitOf` gives the bit of a start node; starts with the same way out may share one. */
  constructor(graph: Graph, tier: TierCode, pool: SetPool, starts: ReadonlyMap<number, number>, onlyShipped = false) {
    this.pool = pool;
    this.#components = findComponents(graph, tier, onlyShipped);
    this.#setOf = propagate(graph, tier, this.#components, pool, starts, onlyShipped);
  }

  /** The set's number in the pool. */
  of(node: number): number {
    return this.#setOf[this.#components.of[node] as number] as number;
  }
}

function propagate(
  graph: Graph, tier: TierCode, components: Components, pool: SetPool, starts: ReadonlyMap<number, number>, onlyShipped: boolean,
): Int32Array {
  const members = nodesByComponent(components, graph.nodeCount);
  const setOf = new Int32Array(components.count);
  const scratch = new Uint32Array(pool.words);
  const merged = new Set<number>();
  let begin = members.start[components.count] as number;
  // Edges lead to lower components, so a component's predecessors are done when it is reached from the top.
  for (let component = components.count - 1; component >= 0; component--) {
    const end = begin;
    begin = members.start[component] as number;
    merged.clear();
    let own = false;
    for (let at = begin; at < end; at++) {
      const node = members.nodes[at] as number;
      const bit = starts.get(node);
      if (bit !== undefined) {
        scratch[bit >>> 5] = (scratch[bit >>> 5] as number) | (1 << (bit & 31));
        own = true;
      }
      for (let row = graph.inStart[node] as number; row < (graph.inStart[node + 1] as number); row++) {
        const edge = graph.inEdges[row] as number;
        if ((graph.tier[edge] as number) > tier || (onlyShipped && graph.custom[edge] === 1)) continue;
        const from = components.of[graph.from[edge] as number] as number;
        if (from !== component) merged.add(setOf[from] as number);
      }
    }
    merged.delete(0);
    if (!own && merged.size <= 1) {
      setOf[component] = merged.values().next().value ?? 0;
      continue;
    }
    for (const id of merged) mergeInto(scratch, pool.get(id));
    setOf[component] = pool.intern(scratch);
    scratch.fill(0);
  }
  return setOf;
}

function nodesByComponent(components: Components, nodeCount: number): { readonly start: Int32Array; readonly nodes: Int32Array } {
  const start = new Int32Array(components.count + 1);
  for (let node = 0; node < nodeCount; node++) start[(components.of[node] as number) + 1]! += 1;
  for (let component = 0; component < components.count; component++) start[component + 1]! += start[component] as number;
  const nodes = new Int32Array(nodeCount);
  const next = start.slice();
  for (let node = 0; node < nodeCount; node++) nodes[next[components.of[node] as number]!++] = node;
  return { start, nodes };
}

export function mergeInto(target: Uint32Array, source: Uint32Array): void {
  for (let word = 0; word < source.length; word++) target[word] = (target[word] as number) | (source[word] as number);
}

export function hasBit(set: Uint32Array, bit: number): boolean {
  return ((set[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
}

export function* bitsOf(set: Uint32Array): Generator<number> {
  for (let word = 0; word < set.length; word++) {
    for (let rest = set[word] as number; rest !== 0; rest &= rest - 1) {
      yield word * WORD_BITS + (31 - Math.clz32(rest & -rest));
    }
  }
}

function hashOf(content: Uint32Array): number {
  let hash = 0;
  for (const word of content) hash = (Math.imul(hash, 31) + word) | 0;
  return hash;
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++) if (a[word] !== b[word]) return false;
  return true;
}
